"""The pages of a team, by each of its people."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.actions.saving import Saved, save_section
from applications.models import Membership
from applications.states import MembershipState, TeamRole
from inmp_portal.lib.verdict import Refused
from tests.factories.people import UserFactory


def team(dossier):
    return reverse("applications:team", args=[dossier.reference])


@pytest.fixture
def as_lead(as_user, lead):
    return as_user(lead)


def test_the_lead_invites_and_sees_who_answers(as_lead, as_user, dossier, helper):
    page = as_lead.post(team(dossier), {"email": " Yann.Bazin@exemple.fr ", "role": "co_lead"}, follow=True)
    assert "L’invitation est envoyée à yann.bazin@exemple.fr." in page.content.decode()
    made = Membership.objects.get()
    address = reverse("applications:invitation", args=[made.reference])
    browser = as_user(helper)
    read = browser.get(address).content.decode()
    assert "Hélène Morvan" in read and "Accepter l’invitation" in read
    opened = browser.post(address, {"answer": "accepter"}, follow=True)
    assert dossier.title in opened.content.decode()
    again = browser.post(address, {"answer": "accepter"})
    assert again.status_code == 409 and "n’attend plus de réponse" in again.content.decode()


def test_a_wrong_address_is_kept_and_explained(as_lead, dossier):
    page = as_lead.post(team(dossier), {"email": "yann.bazin@", "role": "reader"})
    body = page.content.decode()
    assert "Cette adresse n’est pas complète" in body and 'value="yann.bazin@"' in body
    assert page.context["form"]["role"].value() == "reader"


def test_a_full_team_keeps_what_was_typed(as_lead, dossier, lead, helper, invited):
    page = as_lead.post(team(dossier), {"email": helper.email, "role": "co_lead"})
    body = page.content.decode()
    assert page.status_code == 409 and "déjà invitée" in body and f'value="{helper.email}"' in body


def test_another_account_learns_nothing_of_an_invitation(as_user, invited, dossier):
    browser = as_user(UserFactory.create(email="autre@exemple.fr"))
    for reference in (invited.reference, "NEXISTEPAS234"):
        page = browser.get(reverse("applications:invitation", args=[reference]))
        body = page.content.decode()
        assert page.status_code == 404 and "autre@exemple.fr" in body
        assert dossier.title not in body and "yann.bazin" not in body


def test_a_co_lead_writes_and_does_not_deposit(as_user, dossier, helper, join, at):
    join(helper)
    saved = save_section(
        application=dossier, by=helper, at=at, section="resumes", values={"resume_public": "Écrit à deux."}, version=0
    )
    assert isinstance(saved, Saved)
    browser = as_user(helper)
    overview = browser.get(reverse("applications:application_detail", args=[dossier.reference])).content.decode()
    assert "Reprendre le dossier" in overview and "Déposer le dossier</a>" not in overview
    page = browser.get(reverse("applications:deposit_confirm", args=[dossier.reference])).content.decode()
    assert "Seule la personne porteuse peut déposer le dossier." in page


def test_a_reader_reads_and_writes_nothing(as_user, dossier, helper, join, at):
    join(helper, TeamRole.READER)
    with pytest.raises(Refused, match="lecture seule"):
        save_section(application=dossier, by=helper, at=at, section="resumes", values={"resume_public": "x"}, version=0)
    browser = as_user(helper)
    page = browser.get(reverse("applications:section_edit", args=[dossier.reference, "resumes"]))
    assert page.status_code == 200 and "en lecture seule" in page.content.decode()
    sent = browser.post(
        reverse("applications:attachment_add", args=[dossier.reference]), {"field": "devis"}, follow=True
    )
    assert dossier.attachments.filter(added_by=helper).count() == 0 and "lecture seule" in sent.content.decode()


def test_the_team_is_shown_with_what_each_may_do(as_lead, as_user, dossier, lead, helper, join):
    member = join(helper)
    body = as_lead.get(team(dossier)).content.decode()
    assert "Lui transférer le dossier" in body and "Quitter l’équipe" not in body
    body = as_user(helper).get(team(dossier)).content.decode()
    assert "Quitter l’équipe" in body and "Inviter une personne" not in body
    left = as_user(helper).post(reverse("applications:member_leave", args=[dossier.reference, member.reference]))
    assert left.status_code == 302 and Membership.objects.get().state == MembershipState.LEFT


def test_addresses_named_in_the_dossier_are_proposed(as_lead, dossier):
    dossier.answers["coporteurs"] = [{"prenom": "Léa", "nom": "Roy", "courriel": "lea.roy@exemple.fr"}, "x", {}]
    dossier.save(update_fields=["answers"])
    body = as_lead.get(team(dossier)).content.decode()
    assert "lea.roy@exemple.fr" in body and "?adresse=lea.roy%40exemple.fr" in body


def test_the_pages_cost_the_same_with_one_and_three_members(as_lead, dossier, join, same_query_count):
    same_query_count(
        lambda: as_lead.get(team(dossier)), lambda: join(UserFactory.create(), TeamRole.READER), at_most=14
    )


def test_ones_space_shows_the_invitation_then_the_dossier(as_user, dossier, helper, invited):
    body = as_user(helper).get(reverse("home:space")).content.decode()
    assert "Répondre à l’invitation" in body or "vous invite dans l’équipe" in body
