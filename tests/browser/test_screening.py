"""Eligibility in a browser, from the first check to the complement and the decision: axe and both widths on each page."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import expect

from applications.actions.screening.answering import answer
from applications.models import Application, Screening
from inmp_portal.lib import clock
from tests.factories.deposits import attach, deposited_once

LATER = datetime(2025, 9, 9, 10, 0, tzinfo=clock.PARIS)


def answered(screening, people, **refused):
    """The checks that a person answers, as the coordination would."""
    for code in ("R3", "R4", "R7", "R9", "R10", "R13", "R14", "R11"):
        for by in people if code == "R11" else people[:1]:
            finding = "no" if code in refused else "yes"
            answer(screening=screening, code=code, finding=finding, reason=refused.get(code, ""), by=by, at=LATER)


def test_from_the_first_check_to_the_decision(
    page, call, lead, coordinator, director, signed_in, axe, shot, no_sideways_scroll, frozen_clock, troubles
):
    dossier = deposited_once(call=call, lead=lead, acronyme="SEPSI").application
    frozen_clock(LATER)
    signed_in(coordinator)
    page.goto("/pilotage/recevabilite/")
    axe(page)
    shot(page, "recevabilite-liste")
    page.get_by_role("link", name=dossier.title).click()
    axe(page)
    page.get_by_role("button", name="Commencer l’examen").click()
    expect(page.get_by_role("heading", name="6 contrôles sur 14 ont leur réponse.")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    check = page.locator("#R9")
    check.get_by_label("Non").check()
    check.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#R9").get_by_role("alert")).to_contain_text("Donnez le motif de cette réponse")
    troubles.clear()  # the 409 itself
    axe(page)
    page.locator("#R9").get_by_label("Motif").fill("Le devis joint ne couvre pas les analyses.")
    page.locator("#R9").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("La réponse au contrôle R9 est enregistrée.")).to_be_visible()
    shot(page, "recevabilite-dossier")
    page.get_by_role("link", name="Demander un complément").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "recevabilite-demande")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", name="L’équipe complète son dossier.")).to_be_visible()
    axe(page)

    signed_in(lead)
    page.goto(f"/dossiers/{dossier.reference}/")
    axe(page)
    shot(page, "complement-dossier")
    page.get_by_role("link", name="Voir ce qui est demandé").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "complement-demande")
    page.goto(f"/dossiers/{dossier.reference}/sections/budget/")
    expect(page.get_by_label("Justification d’ensemble")).to_be_disabled()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "complement-rubrique")
    for field in ("visa_service", "visa_pole", "visa_direction"):
        attach(dossier, field, f"{field}.pdf")
    page.goto(f"/dossiers/{dossier.reference}/complement/")
    page.get_by_label("Message à la coordination").fill("Le devis suit par courriel.")
    page.get_by_role("button", name="Envoyer le complément").click()
    expect(page.get_by_text("Votre complément est envoyé")).to_be_visible()
    axe(page)

    answered(Screening.objects.latest("pk"), (coordinator, director))
    signed_in(coordinator)
    page.goto(f"/pilotage/recevabilite/{dossier.reference}/")
    page.get_by_role("link", name="Préparer la décision").click()
    axe(page)
    page.get_by_role("button", name="Voir le courriel avant de décider").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "recevabilite-courriel")
    page.get_by_role("button", name="Prendre la décision et envoyer le courriel").click()
    expect(page.get_by_role("heading", name="Décision prise")).to_be_visible()
    axe(page)
    shot(page, "recevabilite-decidee")
    signed_in(lead)
    page.goto(f"/dossiers/{dossier.reference}/")
    expect(page.get_by_role("heading", name="Recevabilité", exact=True)).to_be_visible()
    axe(page)
    assert Application.objects.get().state == "eligible"


def test_the_asked_question_is_saved_while_it_is_written_and_no_other(
    page, call, lead, coordinator, signed_in, axe, frozen_clock
):
    from datetime import timedelta

    from applications.actions.screening.asking import ask
    from applications.actions.screening.starting import start

    dossier = deposited_once(call=call, lead=lead, acronyme="SEPSI").application
    frozen_clock(LATER)
    screening = start(application=dossier, by=coordinator, at=LATER)
    ask(
        screening=screening,
        named={"justification_budget": ""},
        message="",
        due_at=LATER + timedelta(days=5),
        by=coordinator,
        at=LATER,
    )
    signed_in(lead)
    page.goto(f"/dossiers/{dossier.reference}/sections/budget/")
    box = page.get_by_label("Justification d’ensemble")
    with page.expect_response(lambda response: "enregistrement" in response.url) as saved:
        box.fill("Les analyses sont au tarif du campus.")
        box.blur()
    assert saved.value.json()["kind"] == "saved"
    axe(page)
    now = Application.objects.get()
    assert now.answers["justification_budget"] == "Les analyses sont au tarif du campus."
    assert {**now.answers, "justification_budget": ""} == {**dossier.answers, "justification_budget": ""}
