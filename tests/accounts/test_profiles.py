"""What people say of themselves: the welcome page and the profile."""

from __future__ import annotations

import pytest
from django.urls import reverse

from inmp_portal.accounts.actions.profiles import edit_profile
from inmp_portal.accounts.models import Institution, User
from inmp_portal.accounts.rules import has_a_name
from inmp_portal.journal.models import Entry
from inmp_portal.outbox.models import Mail
from tests.accounts.conftest import Visitor
from tests.factories.people import InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_welcome_page_comes_once_and_brings_the_welcome_mail(visitor, call):
    visitor.sign_in("nouvelle@exemple.fr")
    said = {"first_name": "Nour", "last_name": "Belkacem", "institution": "", "unit": "", "profession": "Interne"}
    answer = visitor.client.post(reverse("accounts:welcome") + "?next=/faq/", said | {"action": "save"})
    assert answer.headers["Location"] == "/faq/"
    user = User.objects.get(email="nouvelle@exemple.fr")
    assert (user.get_full_name(), user.profession) == ("Nour Belkacem", "Interne")
    visitor.client.post(reverse("accounts:welcome"), said | {"action": "save"})
    assert Mail.objects.filter(kind="compte_bienvenue", to=[user.email]).count() == 1
    again = Visitor()
    assert again.sign_in("nouvelle@exemple.fr").headers["Location"] == "/espace/"


def test_the_welcome_page_can_be_left_for_later(visitor, call):
    visitor.sign_in("pressee@exemple.fr")
    assert visitor.client.post(reverse("accounts:welcome"), {"action": "later"}).headers["Location"] == "/espace/"
    assert Mail.objects.get(kind="compte_bienvenue").text.startswith("Bonjour,\n")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("n@chu-demo.example", "chu"),
        ("n@labo.chu-demo.example", "chu"),
        ("n@pas-chu-demo.example", None),
        ("n@example", None),
    ],
)
def test_the_address_tells_the_establishment(address, code):
    InstitutionFactory.create(code="chu", mail_domains=["chu-demo.example"])
    InstitutionFactory.create(code="autre", mail_domains=[])
    found = Institution.objects.of_address(address)
    assert (found.code if found else None) == code


def test_the_welcome_page_proposes_the_establishment_of_the_address(visitor, call):
    chu = InstitutionFactory.create(code="chu", mail_domains=["chu-demo.example"])
    visitor.sign_in("nour@chu-demo.example")
    assert visitor.client.get(reverse("accounts:welcome")).context["form"]["institution"].value() == chu.pk


def test_a_name_is_needed_where_a_dossier_needs_one(lead, at):
    assert has_a_name(lead)
    assert "prénom et votre nom" in has_a_name(UserFactory.create(first_name="")).reason


def test_the_journal_keeps_which_fields_changed_and_not_what_they_said(lead, at):
    same = {"last_name": lead.last_name, "institution": lead.institution, "unit": "", "profession": lead.profession}
    edit_profile(user=lead, by=lead, at=at, first_name="Élise", **same)
    edit_profile(user=lead, by=lead, at=at, first_name="Élise", **same)
    assert Entry.objects.get(type="account.profile_edited").data == {"fields": ["first_name"]}


def test_the_profile_page_saves_and_keeps_what_was_typed_when_it_refuses(lead, as_user):
    browser = as_user(lead)
    said = {"first_name": "", "last_name": "Morvan-Duclair", "institution": "", "unit": "", "profession": ""}
    refused = browser.post(reverse("accounts:profile"), said).content.decode()
    assert "Indiquez votre prénom." in refused and "Morvan-Duclair" in refused
    assert User.objects.get(pk=lead.pk).last_name == "Morvan"
    browser.post(reverse("accounts:profile"), said | {"first_name": "Hélène"})
    assert User.objects.get(pk=lead.pk).get_full_name() == "Hélène Morvan-Duclair"
