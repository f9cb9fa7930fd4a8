from retrieval.wording import writer
from ui.worded import FALLBACKS


def test_every_reason_of_the_writer_has_its_words():
    reasons = {
        writer.FAILED,
        writer.TIMED_OUT,
        writer.UNSUPPORTED,
        writer.BUDGET_SPENT,
        writer.BUSY,
        writer.OUTLINE,
    }
    assert reasons == set(FALLBACKS)
