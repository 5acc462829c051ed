"""The verbs of the relais."""
