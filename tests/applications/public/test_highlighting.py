"""Search whatever the accents: what is found, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.methods.highlighting import answers, pieces, terms_of


def hits(text: str, query: str) -> list[str]:
    return [piece.text for piece in pieces(text, terms_of(query)) if piece.hit]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Les équipes partenaires", "EQUIPE", ["équipes"]),
        ("Les équipes partenaires", "équipes", ["équipes"]),
        ("Une œuvre, un cœur", "coeur", ["cœur"]),
        ("L’entrepôt du CHU", "l'entrepot", ["entrepôt"]),
        ("Dépôt, dépôts, DEPOT", "depot", ["Dépôt", "dépôts", "DEPOT"]),
        ("Rien de tel", "budget", []),
        ("Des cofinancements envisagés, sans visa", "visas", ["visa"]),
        ("Le dépôt : je dépose, vous déposez", "déposer", ["dépose", "déposez"]),
        ("L’évaluation des projets", "évaluer", ["évaluation"]),
        ("Un visa suffit-il ?", "faut-il un visa ?", ["visa"]),
    ],
)
def test_words_are_found_as_written(text, query, found):
    assert hits(text, query) == found


def test_every_word_must_be_found():
    assert answers("Le budget des équipes", terms_of("équipe budget"))
    assert not answers("Le budget des équipes", terms_of("équipe visa"))


def test_a_search_of_signs_or_single_letters_looks_for_nothing():
    assert terms_of(" ? « a » ! ") == []


@given(st.text(max_size=60), st.text(max_size=10))
def test_the_pieces_make_the_text_again(text, query):
    assert "".join(piece.text for piece in pieces(text, terms_of(query))) == text
