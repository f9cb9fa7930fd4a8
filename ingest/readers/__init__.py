"""One reader for each way in which a text states facts."""
