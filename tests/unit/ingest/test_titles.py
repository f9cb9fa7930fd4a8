import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.titles import clean_title


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("4. Serving", "Serving"),
        ("4.2 Serving patterns", "Serving patterns"),
        ("4.2.1. Batch", "Batch"),
        ("3) Batch", "Batch"),
        ("(3) Batch", "Batch"),
        ("12 - Batch", "Batch"),
        ("Chapter 3: Data", "Data"),
        ("Part IV – Data", "Data"),
        ("IV. Data", "Data"),
        ("1️⃣ Data", "Data"),
        ("② Data", "Data"),
        ("🚀 2. Launch 🚀", "Launch"),
        ("⚙️ 2. Parts", "Parts"),
        ("ğŸ§ 1. Frame", "Frame"),
        ("ğŸ—️ Layers", "Layers"),
        ("âš™ 2. Parts", "Parts"),
        ("**Tools**:", "Tools"),
        ("Setup {#setup}", "Setup"),
        ("Ends here.", "Ends here"),
        ("Is it needed?", "Is it needed?"),
        ("A/B", "A/B"),
        ("C++", "C++"),
        ("C#", "C#"),
        (".NET", ".NET"),
        ("8 rules", "8 rules"),
        ("24/7 support", "24/7 support"),
        ("Civil. Law", "Civil. Law"),
        ("Models, tools, etc.", "Models, tools, etc."),
        ("Écoute", "Écoute"),
        ("đường phố", "đường phố"),
        ("Ğ harfi", "Ğ harfi"),
        ("4.", "4"),
        ("🚀", "🚀"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_titles(title, clean):
    assert clean_title(title) == clean


@given(st.text())
def test_never_empty_and_stable(title):
    clean = clean_title(title)
    assert bool(clean) == bool(title.split())
    assert clean_title(clean) == clean
