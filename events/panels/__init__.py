"""What the personal page, and the page of a dossier, say of the cafés; importing a module registers its panels."""

from events.panels.desks import CafeAnswers, MyDesks
from events.panels.mine import MyCafes

__all__ = ["CafeAnswers", "MyCafes", "MyDesks"]
