"""The forms of a contract."""
