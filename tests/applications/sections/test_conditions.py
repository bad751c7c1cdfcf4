"""Conditions: the whole grammar of the form, and nothing that runs."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.sections.conditions import ConditionError, parse
from tests.applications.sections.conftest import EDITION


def test_every_condition_of_the_form_is_read():
    sources = re.findall(r'"si": "(.*?)"', json.dumps(EDITION.form, ensure_ascii=False))
    assert len(sources) >= 8
    assert all(parse(source).names for source in sources)


@pytest.mark.parametrize(
    ("source", "facts", "holds"),
    [
        ("type_projet == 'autre'", {"type_projet": "autre"}, True),
        ("type_projet == 'autre'", {"type_projet": "parcours"}, False),
        ("type_projet == 'autre'", {}, False),
        ("statut in ('interne','doctorant')", {"statut": "doctorant"}, True),
        ("statut in ('interne','doctorant')", {"statut": "ph"}, False),
        ("equipe_structure not in campus", {"equipe_structure": "ville", "campus": ("chb",)}, True),
        ("equipe_structure not in campus", {"equipe_structure": "chb", "campus": ("chb",)}, False),
        ("equipe_structure not in campus", {"equipe_structure": "", "campus": ("chb",)}, False),
        ("coporteurs", {"coporteurs": [{"nom": "A"}]}, True),
        ("coporteurs", {"coporteurs": []}, False),
        ("ligne > seuil_devis", {"ligne": 4001, "seuil_devis": 4000}, True),
        ("ligne > seuil_devis", {"ligne": 4000, "seuil_devis": 4000}, False),
        ("ligne > seuil_devis", {"ligne": "beaucoup", "seuil_devis": 4000}, False),
        ("edition.numero > 1", {"edition.numero": 2}, True),
        ("edition.numero > 1 and not ia == 'oui'", {"edition.numero": 2, "ia": "non"}, True),
        ("ia == 'oui' or ia == 'non'", {"ia": "non"}, True),
    ],
)
def test_conditions(source, facts, holds):
    assert parse(source).holds(facts) is holds


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os')",
        "a + b",
        "a[0]",
        "f(a)",
        "lambda: 1",
        "a == (b, 1)",
        "1 < a < 3",
        "",
        "a ==",
        "(x for x in a)",
    ],
)
def test_anything_else_is_refused(source):
    with pytest.raises(ConditionError):
        parse(source)


@given(st.text(max_size=30))
def test_any_text_is_a_condition_or_a_condition_error(source):
    try:
        condition = parse(source)
    except (ConditionError, ValueError, RecursionError, MemoryError):
        return
    assert condition.holds({}) in (True, False)


def test_the_browser_gets_only_what_it_cannot_know():
    tree = parse("ligne > seuil_devis and ia == 'oui'").reduced({"seuil_devis": 4000, "ligne": 9}, frozenset({"ia"}))
    assert json.loads(json.dumps(tree)) == [
        "and", [">", ["value", 9], ["value", 4000]], ["==", ["name", "ia"], ["value", "oui"]],
    ]  # fmt: skip
