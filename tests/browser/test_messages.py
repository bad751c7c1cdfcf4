"""Messages in a browser: written with the keyboard alone, read on both sides; every page without a fault for axe, at both widths."""

from __future__ import annotations

from playwright.sync_api import expect

from applications.models import Application
from inmp_portal.accounts.models import Role
from tests.factories.deposits import deposited_once
from tests.factories.people import UserFactory


def test_a_question_and_its_answer(page, call, lead, coordinator, signed_in, axe, shot, no_sideways_scroll, troubles):
    dossier: Application = deposited_once(call=call, lead=lead, acronyme="SEPSI").application
    UserFactory.create(first_name="Aurélien", last_name="Caudebec", roles=[Role.DIRECTOR])
    signed_in(lead)
    page.goto(f"/dossiers/{dossier.reference}/")
    page.get_by_role("link", name="Écrire à la coordination, lire les messages").press("Enter")
    expect(page.get_by_text("Votre message sera lu par")).to_be_visible()
    axe(page)
    shot(page, "messages-vide")
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Écrivez votre message")
    axe(page)
    page.get_by_label("Votre message").fill("Peut-on ajouter un partenaire ?" + "\n\n" + "m" * 300)
    page.keyboard.press("Tab")
    expect(page.get_by_label("J’attends une réponse de la coordination")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre message est envoyé.")).to_be_visible()
    expect(page.get_by_text("À l’équipe du dossier et à la coordination")).to_contain_text("Aurélien Caudebec")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "messages-equipe")
    signed_in(coordinator)
    page.goto("/pilotage/messages/")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "messages-liste")
    page.get_by_role("link", name="SEPSI").press("Enter")
    expect(page.get_by_text("En attente de votre réponse").first).to_be_visible()
    page.get_by_label("Votre message").fill("À surveiller.")
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choisissez qui lira ce message")
    axe(page)
    page.get_by_role("radio", name="Note interne").check()
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_text("L’équipe ne la voit pas.")).to_be_visible()
    page.get_by_label("Votre message").fill("Oui, c’est possible.")
    page.get_by_role("radio", name="Message à l’équipe").check()
    page.get_by_label("J’attends une réponse de l’équipe").check()
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_role("link", name="Réponse de")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "messages-coordination")
    page.get_by_role("button", name="Pas de réponse attendue").press("Enter")
    expect(page.get_by_text("Pas de réponse attendue, selon")).to_be_visible()
    troubles.clear()  # the two refusals, 422
