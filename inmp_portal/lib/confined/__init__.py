"""Child processes for what strangers wrote: bounded, without secrets, without database, files or network."""
