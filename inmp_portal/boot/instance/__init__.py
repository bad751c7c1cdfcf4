"""The instance: its schema, first data, clock and static files."""
