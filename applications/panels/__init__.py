"""What the personal page says of dossiers: each part registers itself, in the order of its `order`."""

from applications.panels import dossiers, edition

__all__ = ["dossiers", "edition"]
