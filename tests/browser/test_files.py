"""Joining files in a real browser: chosen, dropped, refused, cancelled, cut off; and the same without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from applications.models import Attachment, Call
from tests.corpus.pdfs import pdf
from tests.corpus.pictures import picture

_DROP = """([zone, name, bytes]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], name, { type: "application/pdf" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
}"""


@pytest.fixture
def draft(application_in, lead):
    return application_in(lead=lead)


@pytest.fixture
def pieces(page, draft, lead, signed_in):
    """The page of the files, its lead signed in."""
    signed_in(lead)
    page.goto(f"/dossiers/{draft.reference}/sections/pieces/")
    return page


def sent(name: str = "CV de Hélène.pdf", data: bytes | None = None) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf(pages=2) if data is None else data}


def question(page: Page, field: str = "cv_porteur"):
    return page.locator(f"#champ-{field}")


def choose(page: Page, field: str = "cv_porteur", **file: object) -> None:
    question(page, field).locator("input[type=file]").set_input_files(sent(**file))


def test_a_chosen_file_is_joined_listed_fetched_and_removed(pieces, axe, shot, no_sideways_scroll):
    axe(pieces)
    no_sideways_scroll(pieces)
    shot(pieces, "pieces-vides")
    choose(pieces)
    zone = question(pieces)
    expect(zone.get_by_role("status")).to_contain_text("est joint au dossier (2\u00a0pages")
    expect(zone.get_by_role("link", name="CV de Hélène.pdf")).to_be_visible()
    expect(zone.locator("input[type=file]")).to_have_count(0)
    expect(pieces.locator("[data-missing]")).to_contain_text("Tout voir (60)")  # one less than before
    axe(pieces)
    no_sideways_scroll(pieces)
    shot(pieces, "pieces-jointes")
    with pieces.expect_download() as fetched:
        zone.get_by_role("link", name="CV de Hélène.pdf").click()
    assert (
        Path(fetched.value.path()).read_bytes().startswith(b"%PDF")
        and fetched.value.suggested_filename == "CV de Hélène.pdf"
    )
    zone.get_by_role("button", name=re.compile("Retirer")).click()
    expect(zone.get_by_role("status")).to_contain_text("est retiré du dossier")
    assert not Attachment.objects.present().exists()


def test_a_refusal_is_said_in_words_and_another_file_can_follow(pieces, troubles, axe, shot):
    choose(pieces, data=pdf(pages=61))
    status = question(pieces).get_by_role("status")
    expect(status).to_contain_text("Ce PDF compte 61 pages, pour 2 pages au plus ici : il n’a pas été joint")
    axe(pieces)
    shot(pieces, "pieces-refus")
    troubles.clear()  # the browser reports the refusal's 409
    choose(pieces)
    expect(status).to_contain_text("est joint au dossier")


def test_a_dropped_file_is_joined(pieces):
    zone = question(pieces, "devis")
    pieces.evaluate(_DROP, [zone.locator("[data-drop]").element_handle(), "Devis.pdf", list(pdf())])
    expect(zone.get_by_role("link", name="Devis.pdf")).to_be_visible()


def test_too_heavy_is_said_before_anything_is_sent(pieces):
    asked = []
    pieces.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    choose(pieces, data=bytes(2_400_000))
    expect(question(pieces).get_by_role("status")).to_have_text(
        "Ce fichier pèse 2,4\u00a0Mo\u00a0: la limite est de 2\u00a0Mo."
    )
    assert not asked


def test_a_sending_can_be_cancelled(pieces):
    held = []
    pieces.route(
        "**/pieces/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    choose(pieces)
    zone = question(pieces)
    zone.get_by_role("button", name="Annuler l’envoi").click()
    expect(zone.get_by_role("status")).to_have_text("Envoi annulé\u00a0: rien n’a été enregistré.")
    assert len(held) == 1 and not Attachment.objects.exists()
    expect(zone.locator("input[type=file]")).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda route: route.abort(), "Le réseau ne répond pas"),
        (lambda route: route.fulfill(status=500, body="<h1>Incident</h1>"), "Le serveur a rencontré une difficulté"),
        (lambda route: route.fulfill(status=200, body="<h1>Connexion</h1>"), "Votre session a expiré"),
        (lambda route: route.fulfill(status=413, body="too large"), "Ce fichier est trop lourd"),
    ],
    ids=["network", "server", "session", "proxy"],
)
def test_what_went_wrong_is_told_apart(pieces, troubles, answer, said):
    pieces.route("**/pieces/", answer)
    choose(pieces)
    expect(question(pieces).get_by_role("status")).to_contain_text(said)
    troubles.clear()  # the browser reports the failure too


def test_a_figure_is_joined_with_its_words(page, draft, lead, signed_in, axe, shot):
    Call.objects.update(profile="complet")
    signed_in(lead)
    page.goto(f"/dossiers/{draft.reference}/sections/science/")
    zone = question(page, "figures")
    zone.locator("input[type=file]").set_input_files(
        {"name": "schema.png", "mimeType": "image/png", "buffer": picture()}
    )
    zone.get_by_role("button", name=re.compile("Joindre")).click()
    expect(zone.get_by_role("status")).to_contain_text("Donnez d’abord une légende")
    zone.get_by_label("Légende").fill("Le parcours d’un prélèvement")
    zone.get_by_label("Texte de remplacement").fill("Trois étapes reliées par des flèches")
    zone.get_by_role("button", name=re.compile("Joindre")).click()
    expect(zone).to_contain_text("Le parcours d’un prélèvement")
    zone.get_by_text("Modifier la légende").click()
    zone.locator(".file-words").get_by_label("Légende").fill("Un autre titre")
    axe(page)
    zone.scroll_into_view_if_needed()
    shot(page, "pieces-figure")
    zone.get_by_role("button", name="Enregistrer la légende").click()
    expect(zone.get_by_role("status")).to_contain_text("est enregistrée")
    expect(zone).to_contain_text("Un autre titre")


def test_without_javascript(page_without_javascript, context, draft, lead, signed_in, live_server):
    page = page_without_javascript
    signed_in(lead)
    page.context.add_cookies(context.cookies())
    page.goto(f"/dossiers/{draft.reference}/sections/pieces/")
    choose(page)
    question(page).get_by_role("button", name=re.compile("Joindre")).click()
    expect(page.get_by_text("est joint au dossier (2\u00a0pages")).to_be_visible()
    expect(question(page).get_by_role("link", name="CV de Hélène.pdf")).to_be_visible()
    question(page).get_by_role("button", name=re.compile("Retirer")).click()
    expect(page.get_by_text("est retiré du dossier")).to_be_visible()


def test_without_javascript_a_refused_file_is_told_in_its_place(
    page_without_javascript, context, draft, lead, signed_in, troubles
):
    page = page_without_javascript
    Call.objects.update(profile="complet")
    signed_in(lead)
    page.context.add_cookies(context.cookies())
    page.goto(f"/dossiers/{draft.reference}/sections/science/")
    page.locator("#champ-contexte").fill("Ce que l’on sait déjà")
    zone = question(page, "figures")
    zone.get_by_label("Légende").fill("Le parcours")
    choose(page, "figures", name="Parcours.pdf")
    zone.get_by_role("button", name=re.compile("Joindre")).click()
    expect(zone.get_by_role("status")).to_contain_text("Parcours.pdf")
    expect(zone.get_by_label("Légende")).to_have_value("Le parcours")
    expect(page.locator("#champ-contexte")).to_have_value("Ce que l’on sait déjà")
    assert Attachment.objects.count() == 0
    troubles.clear()  # the refusal's 409
