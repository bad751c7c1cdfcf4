"""The text sent to the caterer: counts in, French out; nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from events.methods.sizing import Forecast
from inmp_portal.lib import french

NB = french.NO_BREAK


@dataclass(frozen=True)
class Order:
    """What the caterer must know. `drinks` and `diets` are people by label, as answered by `answered` people.

    Instants are aware. `diet_words` are what people wrote that no label says, their names left out, with how many wrote it.
    """

    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    heads: Forecast
    answered: int
    drinks: Mapping[str, int] = field(default_factory=dict)
    diets: Mapping[str, int] = field(default_factory=dict)
    diet_words: Mapping[str, int] = field(default_factory=dict)


def text(order: Order) -> str:
    """The order as plain text, lines ended by a line feed; what nobody asked for is left out."""
    low, high = order.heads.likely
    people = french.counted(round(order.heads.mean), "personne")
    paragraphs = [
        f"{order.title}\n{french.day(order.starts_at)}, de {french.short_hour(order.starts_at)} à {french.short_hour(order.ends_at)}"
        f"\n{order.venue}",
        f"Nombre attendu{NB}: {people}.\nÀ prévoir{NB}: de {low} à {high}, soit une fourchette tenue dans huit cas sur dix.",
        _list(f"Boissons ({french.counted(order.answered, 'réponse')})", order.drinks),
        _list("Régimes alimentaires", order.diets) or f"Régimes alimentaires{NB}: aucun signalé.",
        _quoted(f"Allergies et précisions, dans les mots des personnes et sans leur nom{NB}:", order.diet_words),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _list(title: str, counts: Mapping[str, int]) -> str:
    lines = [f"- {label}{NB}: {count}" for label, count in counts.items() if count > 0]
    return "\n".join([f"{title}{NB}:", *lines]) if lines else ""


def _quoted(title: str, words: Mapping[str, int]) -> str:
    """« - allergique aux crustacés », and how many wrote the same when several did."""
    lines = [
        f"- {text}" + (f" ({french.counted(count, 'personne')})" if count > 1 else "") for text, count in words.items()
    ]
    return "\n".join([title, *lines]) if lines else ""
