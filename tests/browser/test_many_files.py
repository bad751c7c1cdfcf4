# ruff: noqa: F811  (fixtures of another file)
"""Several files chosen at once: each is joined or told, by its name."""

from __future__ import annotations

from playwright.sync_api import expect

from applications.models import Attachment
from tests.browser.test_files import draft, pieces, question, sent  # noqa: F401  (the same page, the same draft)
from tests.corpus.pdfs import pdf


def test_several_files_are_joined_one_after_the_other(pieces):
    zone = question(pieces, "lettres_soutien")
    letters = [sent(f"Lettre {n}.pdf", pdf(pages=n)) for n in (1, 2, 3)]
    zone.locator("input[type=file]").set_input_files(letters)
    expect(zone.get_by_role("link", name="Lettre 3.pdf")).to_be_visible()
    assert Attachment.objects.present().count() == 3


def test_of_several_files_each_is_told_and_none_is_left_out(pieces, troubles):
    zone = question(pieces, "lettres_soutien")
    chosen = [
        sent("faux.pdf", b"rien"),
        sent("Bonne.pdf"),
        *(sent(f"Lettre {n}.pdf", pdf(pages=n)) for n in range(3, 8)),
    ]
    zone.locator("input[type=file]").set_input_files(chosen)
    said = zone.get_by_role("status")
    expect(said).to_contain_text("«\u00a0faux.pdf\u00a0» n’est pas joint.")
    expect(said).to_contain_text("Pas de place pour «\u00a0Lettre 7.pdf\u00a0»")
    expect(zone.get_by_role("link", name="Bonne.pdf")).to_be_visible()
    assert Attachment.objects.present().count() == 5
    troubles.clear()  # the refusal itself
