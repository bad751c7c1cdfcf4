"""A dossier's team in a browser: invited, accepted, left; every page without a fault for axe, at both widths."""

from __future__ import annotations

from playwright.sync_api import expect

from applications.models import Membership
from tests.factories.deposits import ready
from tests.factories.people import UserFactory


def test_a_lead_invites_and_the_co_lead_accepts_writes_and_leaves(
    page, call, lead, signed_in, axe, shot, no_sideways_scroll
):
    dossier = ready(call=call, lead=lead)
    helper = UserFactory.create(first_name="Yann", last_name="Bazin", email="yann.bazin@exemple.fr")
    signed_in(lead)
    page.goto(f"/dossiers/{dossier.reference}/")
    page.get_by_role("link", name="Inviter à écrire ou à lire").click()
    axe(page)
    page.get_by_label("Adresse électronique professionnelle").fill("yann.bazin")
    page.get_by_role("button", name="Envoyer l’invitation").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Cette adresse n’est pas complète")
    axe(page)
    page.get_by_label("Adresse électronique professionnelle").fill(helper.email)
    page.get_by_role("button", name="Envoyer l’invitation").press("Enter")
    expect(page.get_by_text("Sans réponse pour l’instant")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "equipe")
    signed_in(helper)
    page.goto(f"/invitations/{Membership.objects.get().reference}/")
    axe(page)
    shot(page, "invitation")
    page.get_by_role("button", name="Accepter l’invitation").press("Enter")
    expect(page.get_by_role("link", name="Reprendre le dossier")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Voir qui est dans l’équipe").click()
    page.get_by_role("link", name="Quitter l’équipe").click()
    axe(page)
    page.get_by_role("button", name="Quitter l’équipe").click()
    expect(page.get_by_text("Vous avez quitté l’équipe du dossier.")).to_be_visible()


def test_the_wrong_account_is_told_with_which_address_to_come_back(page, call, lead, signed_in, axe, shot, troubles):
    signed_in(lead)
    page.goto("/invitations/N3X1STEPAS/")
    expect(page.get_by_role("heading", name="Aucune invitation pour cette adresse")).to_be_visible()
    axe(page)
    shot(page, "invitation-autre-compte")
    troubles.clear()  # the 404 itself
