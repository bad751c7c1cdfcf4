"""A deposited file put out of reach and given back, in a real browser."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from applications.models import Application, Attachment
from applications.states import State, TextRead


def test_a_file_is_put_out_of_reach_and_given_back(
    page, application_in, coordinator, signed_in, axe, shot, no_sideways_scroll
):
    application = application_in(State.DEPOSITED)
    Application.objects.filter(pk=application.pk).update(patient_doubts=1)
    file = application.attachments.order_by("pk")[0]
    doubts = [{"kind": "stay", "page": 1, "excerpt": "IPP 80••••••"}]
    Attachment.objects.filter(pk=file.pk).update(doubts=doubts, text_read=TextRead.WHOLE)
    signed_in(coordinator)
    page.goto(reverse("applications:coordination_list") + "?volet=deposes&patients=1")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "liste-donnees-de-patients")
    page.get_by_role("link", name="ressemblance").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "pieces-a-verifier")
    page.get_by_role("link", name=f"Mettre à l’écart {file.name}").click()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "mettre-a-l-ecart")
    page.get_by_label("Motif").fill("La page 1 porte un numéro de patient.")
    page.get_by_role("button", name="Mettre à l’écart").click()
    expect(page.get_by_text("personne ne peut plus le lire")).to_be_visible()
    axe(page)
    shot(page, "fichier-a-l-ecart")
    page.get_by_role("link", name=f"Rétablir {file.name}").click()
    axe(page)
    page.get_by_label("Motif").fill("Le numéro est celui d’un lot.")
    page.get_by_role("button", name="Rétablir le fichier").click()
    expect(page.get_by_text("est rétabli")).to_be_visible()
