"""Wording: a language model rewords a composed answer; each sentence is checked first."""
