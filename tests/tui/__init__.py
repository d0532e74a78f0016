"""Stories of the facilitator's console, told by its keys."""
