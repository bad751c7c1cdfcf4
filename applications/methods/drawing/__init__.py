"""Drawings: where things stand, in the units of their SVG. Pure."""
