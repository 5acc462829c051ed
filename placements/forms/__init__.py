"""The forms of requests and of the acts on propositions."""
