"""Commands on an instance: run, setup, demo, manage."""
