"""Pages of families and matches."""
