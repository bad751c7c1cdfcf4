"""Hostile files and texts, made by code: small to keep, different each time the format allows it."""
