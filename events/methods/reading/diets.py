"""A diet written in one's own words, counted under a general label: nobody is named, nothing rare is quoted."""

from __future__ import annotations

from events.methods.reading.words import words

# Folded beginnings of words; the first line that matches counts. What matches none is « autre ».
LABELS = (
    ("allergie à préciser avec la coordination", ("allerg", "anaphyla", "intoleran")),
    ("sans gluten", ("gluten", "coeliaque", "celiaque")),
    ("végétalien", ("vegan", "vegetalien")),
    ("végétarien", ("vegetarien", "veggie", "pescetarien")),
    ("sans porc ou halal", ("halal", "porc", "musulman")),
    ("casher", ("casher", "cacher", "kasher", "kascher")),
    ("sans lactose", ("lactose", "lait", "laitier")),
    ("sans sucre", ("sucre", "diabet")),
)
OTHER = "autre régime"
_NONE = {"aucun", "aucune", "non", "rien", "neant", "ras", "sans", "sans objet", "pas de regime"}


def diet_of(text: str) -> str:
    """The label of what was written; empty when it says that there is none."""
    said = words(text)
    if not said or " ".join(said) in _NONE:
        return ""
    for label, beginnings in LABELS:
        if any(word.startswith(beginnings) for word in said):
            return label
    return OTHER
