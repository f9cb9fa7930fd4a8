"""Reading: Markdown becomes facts in the text's own words, each with its source lines.

This package knows no graph. It says what the text states and where, and reports
everything that it could not read.
"""
