"""The verbs of the import: put a file down, answer, confirm, undo."""
