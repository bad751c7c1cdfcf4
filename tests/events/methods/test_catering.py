"""The caterer's text, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from events.methods.catering import Order, text
from events.methods.sizing import OPEN_SESSION, Turnout, expected
from inmp_portal.lib.clock import PARIS

ORDER = Order(
    title="Café de l’INMP : se rencontrer",
    venue="CHU de Rouen, Porte G10",
    starts_at=datetime(2025, 5, 27, 8, tzinfo=PARIS),
    ends_at=datetime(2025, 5, 27, 10, tzinfo=PARIS),
    heads=expected([1] * 52, Turnout(), OPEN_SESSION).total,
    answered=47,
    drinks={"Café": 31, "Thé": 12, "Ni café ni thé": 4, "Chocolat": 0},
    diets={"Sans gluten": 2, "Végétarien": 5},
)


def test_the_text_says_how_many_when_where_and_what():
    assert text(ORDER).replace("\u00a0", " ") == (
        "Café de l’INMP : se rencontrer\n"
        "mardi 27 mai 2025, de 8 h à 10 h\n"
        "CHU de Rouen, Porte G10\n\n"
        "Nombre attendu : 44 personnes.\n"
        "À prévoir : de 34 à 56, soit une fourchette tenue dans huit cas sur dix.\n\n"
        "Boissons (47 réponses) :\n- Café : 31\n- Thé : 12\n- Ni café ni thé : 4\n\n"
        "Régimes alimentaires :\n- Sans gluten : 2\n- Végétarien : 5\n"
    )


def test_what_was_written_of_a_diet_is_told_as_it_was():
    order = replace(ORDER, diet_words={"allergique aux crustacés": 1, "macrobiotique": 2})
    assert (
        text(order)
        .replace("\u00a0", " ")
        .endswith(
            "Allergies et précisions, dans les mots des personnes et sans leur nom :\n- allergique aux crustacés\n- macrobiotique (2 personnes)\n"
        )
    )


def test_nothing_asked_for_is_said():
    silent = text(Order(ORDER.title, ORDER.venue, ORDER.starts_at, ORDER.ends_at, ORDER.heads, answered=0))
    assert "Boissons" not in silent
    assert "Régimes alimentaires\u00a0: aucun signalé." in silent
