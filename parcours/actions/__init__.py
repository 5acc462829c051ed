"""The verbs of the journey: one keyword-only function per thing a person does."""
