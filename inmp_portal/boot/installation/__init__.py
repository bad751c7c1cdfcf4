"""Installing: the Python environment and Pango."""
