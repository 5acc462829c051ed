"""The screens of the journeys, one subject per module."""
