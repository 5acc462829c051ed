"""The verbs of the agenda."""
