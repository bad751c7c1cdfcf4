"""Files that people send: checked, cleaned, and kept under the hash of their bytes."""
