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
_PARTICLES = {"d", "da", "de", "del", "des", "di", "du", "el", "l", "la", "le", "les", "van", "von"}
HIDDEN = "[nom]"
_MANY = re.compile(r"\[nom\](?:[ .-]+\[nom\])+")  # « Jean Dupont », « J.-P. Martin »


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
    """The text on one line, its author's name left out, and any name that follows a title, particles included.

    A name is written with a capital: « noix » stays readable when it is Mme Noix who writes it, and so does « Le lait »
    written by Mme Le Goff.
    """
    own = set(re.split(r"[ \-']", folded_name)) - _PARTICLES
    kept, end, after_name, particles = "", 0, False, ""
    for found in _WORD.finditer(text):
        word, between = fold(found[0]), text[end : found.start()]
        pieces = set(re.split(r"[-']", word))
        end = found.end()
        if after_name and pieces <= _PARTICLES:  # « de la », after « Mme »: part of the name only if one follows
            particles += between + found[0]
            continue
        has_capital = any(piece[:1].isupper() for piece in re.split(r"['’]", found[0]))
        is_name = has_capital and (after_name or not own.isdisjoint({word, *pieces}))
        kept += (between if is_name and particles else particles + between) + (HIDDEN if is_name else found[0])
        after_name, particles = is_name or word in _TITLES, ""
    return _MANY.sub(HIDDEN, " ".join((kept + particles + text[end:]).split()))


def _says_nothing(said: list[str]) -> bool:
    """« aucun », « pas de régime particulier », « aucune allergie » – but not « pas de porc »."""
    if not said or said[0] not in _NOTHING:
        return not said
    told = [word for word in said if word not in _NOTHING and not is_grammar(word)]
    return all(word in _IDLE or word.startswith(("allerg", "intoleran")) for word in told)
