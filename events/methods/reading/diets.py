"""Diets written in one's own words: each counted under a general label, and what a label cannot say quoted without a name."""

from __future__ import annotations

import re

from events.methods.reading.words import is_grammar, words
from inmp_portal.lib.folding import fold

ALLERGY = "allergie ou intolérance"
OTHER = "autre régime"
# Folded beginnings of words; a text counts under each line that it speaks of. What speaks of none is « autre ».
LABELS = (
    (ALLERGY, ("allerg", "anaphyla", "intoleran")),
    ("sans gluten", ("gluten", "coeliaque", "celiaque")),
    ("végétalien", ("vegan", "vegetalien")),
    ("végétarien", ("vegetarien", "veggie", "pescetarien")),
    ("sans porc ou halal", ("halal", "porc", "musulman")),
    ("casher", ("casher", "cacher", "kasher", "kascher")),
    ("sans lactose", ("lactose", "lait", "laitier")),
    ("sans sucre", ("sucre", "diabet")),
)
_NOTHING = {"aucun", "aucune", "non", "rien", "neant", "ras", "sans", "pas"}
_IDLE = {"regime", "regimes", "alimentaire", "alimentaires", "alimentation", "particulier", "particuliere", "special",
         "speciale", "repas", "objet", "signaler", "svp", "stp", "plait", "produit", "produits", "cuisine"}  # fmt: skip
_QUALIFIED = {"pescetarien"}  # more than its label says
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TITLES = {"m", "mr", "mme", "mlle", "dr", "pr", "madame", "monsieur", "docteur", "professeur", "professeure"}
HIDDEN = "[nom]"


def diets_of(text: str) -> tuple[str, ...]:
    """The labels of what was written, each once; none when it says that there is no diet."""
    said = words(text)
    if _says_nothing(said):
        return ()
    found = tuple(label for label, beginnings in LABELS if any(word.startswith(beginnings) for word in said))
    return found or (OTHER,)


def needs_reading(text: str) -> bool:
    """Is there more in it than its labels say? An allergy always, and any word that no label knows."""
    labels = diets_of(text)
    if not labels:
        return False
    known = tuple(beginning for _, beginnings in LABELS for beginning in beginnings)
    rest = (word for word in words(text) if not is_grammar(word) and word not in _IDLE)
    return (
        ALLERGY in labels
        or "non" in words(text)
        or any(not word.startswith(known) or word.startswith(tuple(_QUALIFIED)) for word in rest)
    )


def without_names(text: str, folded_name: str) -> str:
    """The text on one line, its author's name left out, and any name that follows a title.

    A name is written with a capital: « noix » stays readable when it is Mme Noix who writes it.
    """
    own, after_title, kept = set(re.split(r"[ \-']", folded_name)), False, ""
    end = 0
    for found in _WORD.finditer(text):
        word = fold(found[0])
        is_name = found[0][0].isupper() and (after_title or not own.isdisjoint({word, *re.split(r"[-']", word)}))
        kept += text[end : found.start()] + (HIDDEN if is_name and len(word) > 1 else found[0])
        after_title, end = word in _TITLES or (is_name and after_title), found.end()
    return " ".join((kept + text[end:]).split()).replace(f"{HIDDEN} {HIDDEN}", HIDDEN)


def _says_nothing(said: list[str]) -> bool:
    """« aucun », « pas de régime particulier », « aucune allergie » – but not « pas de porc »."""
    if not said or said[0] not in _NOTHING:
        return not said
    told = [word for word in said if word not in _NOTHING and not is_grammar(word)]
    return all(word in _IDLE or word.startswith(("allerg", "intoleran")) for word in told)
