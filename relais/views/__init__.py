"""Pages of the relais."""
