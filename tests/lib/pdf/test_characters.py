"""What the bundled font has not is said in words, never a box and never nothing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from inmp_portal.lib.pdf.inside import typefaces
from inmp_portal.lib.pdf.inside.characters import Characters, of_font
from tests.lib.pdf.conftest import CSS, document

WORDED = {
    "Œuvre à l’hôpital, ≤ 3 µm → α₂ ✓": "Œuvre à l’hôpital, ≤ 3 µm → α₂ ✓",
    "Bravo 👍🏿": "Bravo [pouce vers le haut peau foncée]",
    "👩🏽\u200d⚕️, 🇫🇷": "[professionnelle de la santé peau légèrement mate], [drapeau france]",
    "© INMP ✔️": "© INMP ✔",
    "37 ℃, 𝛼 et ①": "37 °C, α et 1",
    "x ∈ A": "x [appartient à] A",
    "مرحبا بالعالم !": "[12 lettres en arabe, à lire sur le portail] !",
    "中文": "[2 lettres en chinois ou japonais, à lire sur le portail]",
    "⍟": "[apl functional symbol circle star]",
}


@pytest.fixture(scope="module")
def characters(tmp_path_factory) -> Characters:
    return of_font(typefaces.regular(typefaces.install(tmp_path_factory.mktemp("pdf")).parent))


@pytest.mark.parametrize("typed", WORDED)
def test_worded(characters, typed):
    assert characters.worded(typed) == WORDED[typed]


def test_every_face_shows_the_same_characters(tmp_path):
    typefaces.install(tmp_path)
    patterns = {of_font(face).missing.pattern for face in (tmp_path / "fonts").glob("*.ttf")}
    assert len(patterns) == 1


def test_on_paper_no_glyph_is_missing(warm_renderer):
    made = warm_renderer.render(document(*(f"<p>{typed}</p>" for typed in WORDED)), assets={"a.css": CSS}).pdf
    words = " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    assert "Bravo [pouce vers le haut peau foncée]" in words and "à lire sur le portail" in words
    assert "\ufffd" not in words and "\x00" not in words
