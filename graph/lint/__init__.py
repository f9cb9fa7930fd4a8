"""What an author wants to know of a handbook: one module for each family of rules."""
