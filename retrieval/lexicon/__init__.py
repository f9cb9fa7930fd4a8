"""The lexicon of the field: what its terms mean in everyday words. It links, and is no evidence."""
