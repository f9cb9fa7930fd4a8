"""Words, sentences and small English: what is known of a text without an index."""
