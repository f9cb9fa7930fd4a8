"""The grammar of names: how cells, list items, labels and sentences name things."""
