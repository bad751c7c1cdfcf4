"""What is read and compared: pure, and without a surprise on what was typed wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.methods.deposits.canonical import canonical, plain
from applications.methods.deposits.diffing import compare
from applications.methods.deposits.instants import written_duration, written_utc
from applications.methods.deposits.visas import expected_visas
from applications.queries.definitions import definition_for
from applications.sections.reading import blocks, read
from tests.factories.deposits import complete_answers

words = st.text(alphabet="abé ,.\n-’", max_size=80)


@given(words, words)
def test_a_comparison_rebuilds_both_texts(before, after):
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_a_comparison_goes_word_by_word():
    kinds = [(piece.kind, piece.text) for piece in compare("un essai court", "un bel essai court")]
    assert kinds == [("same", "un"), ("added", " bel"), ("same", " essai court")]


REWRITTEN = [
    (
        "Nous proposons de repérer plus tôt les œdèmes rares de l’enfant, par un parcours commun aux trois centres.",
        "Le projet évalue une application mobile qui suit la dialyse à domicile et alerte l’équipe de garde, de nuit.",
    ),
    ("12 500", "40 000"),
    ("Essai", "Registre national"),
    ("a, b, c, d, e, f, g, h", "z, y, x, w, v, u, t, s"),  # marks in common are nothing in common
]
MENDED = [
    ("Un premier essai mené dans trois centres de la région.", "Un second essai mené dans quatre centres de la région."),
    ("Une phrase courte.", "Une phrase courte. Puis une longue suite qui n’y était pas, sur plusieurs lignes et bien davantage."),
    ("Axe 1 – Génomique", "Axe 2 – Génomique"),
    ("Première phrase gardée telle quelle. Seconde tout autre.", "Seconde, changée. Première phrase gardée telle quelle."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REWRITTEN)
def test_a_text_written_anew_is_shown_before_and_after(before, after):
    assert [(piece.kind, piece.text) for piece in compare(before, after)] == [("removed", before), ("added", after)]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_a_text_mended_stays_compared_word_by_word(before, after):
    assert any(piece.kind == "same" for piece in compare(before, after))


def test_enormous_texts_are_compared_in_reasonable_time():
    assert compare("a " * 40_000, "b " * 40_000)[0].kind == "removed"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "moins d’une seconde"),
        (1, "1\u00a0seconde"),
        (28 * 60 + 12, "28\u00a0minutes et 12\u00a0secondes"),
        (6 * 86_400 + 13 * 3_600 + 5, "6\u00a0jours et 13\u00a0heures"),
    ],
)
def test_a_duration_in_words(seconds, said):
    assert written_duration(timedelta(seconds=seconds)) == said


def test_an_instant_in_utc():
    assert written_utc(datetime(2025, 9, 8, 21, 31, 47, tzinfo=UTC)) == "8 septembre 2025, 21:31:47\u00a0UTC"


def test_canonical_json_does_not_depend_on_the_order():
    assert canonical({"b": 1, "a": ["é"]}) == canonical({"a": ["é"], "b": 1}) == '{"a":["é"],"b":1}'.encode()
    assert plain({("x", "y"): (1, 2)}) == {"x/y": [1, 2]}


def test_the_visas_of_an_establishment():
    visas = expected_visas({"chb": ["service", "direction"]}, "chb", {"visa_direction"})
    assert [(visa.step, visa.is_joined) for visa in visas] == [("service", False), ("direction", True)]
    assert expected_visas({"chb": ["service"]}, "ailleurs", set()) == ()


def test_paragraphs_and_lists():
    found = blocks("Un.\n\n- a\n• b\nDeux.")
    assert [(block.is_list, block.lines) for block in found] == [
        (False, ("Un.",)),
        (True, ("a", "b")),
        (False, ("Deux.",)),
    ]


def test_whatever_was_typed_can_be_read(call):
    definition = definition_for(call)
    for wrong in (None, "", "texte", 3, True, ["x"], {"y": "z"}, [{"a": 1}], [None], "9999-99-99", "2026-13"):
        answers = {field.id: wrong for field in definition}
        for audience in ("complete", "reviewer"):
            assert read(definition, answers, audience)


def test_reviewers_are_shown_no_field_of_the_coordination(call):
    definition = definition_for(call)
    shown = {row.field for section in read(definition, complete_answers(), "reviewer") for row in section.rows}
    hidden = {field.id for field in definition if field.visibility == "coordination"}
    assert hidden and not shown & hidden
    assert not shown & {"courriel", "telephone", "rpps", "fin_contrat", "montant_plancher", "experts_recuses"}
