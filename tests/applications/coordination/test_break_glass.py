"""What an exceptional access lets an administrator read, and what it never lets her do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.actions.deposits.extending import grant_extension
from applications.actions.exporting import export_dossiers
from applications.models import Application, Attachment
from applications.queries.criteria import Criteria, Half
from applications.states import State
from inmp_portal.accounts.actions.glass import break_glass, close_glass
from inmp_portal.accounts.models import User
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

LIST = reverse("applications:coordination_list")
TITLE = "Un titre que l’administration ne lit pas"


@pytest.fixture
def dossier(application_in, lead):
    return application_in(State.DEPOSITED, lead=lead, title=TITLE)


@pytest.fixture
def access(administrator, director, at):
    return break_glass(by=administrator, at=at, reason="Un PDF manque au dossier, à vérifier.")


def _page_of(application: Application) -> str:
    return reverse("applications:coordination_detail", args=[application.reference])


def test_without_it_an_administrator_reads_nothing(administrator, director, dossier, as_user, at):
    assert not Application.objects.visible_to(administrator, at).exists()
    assert not Attachment.objects.visible_to(administrator, at).exists()
    assert not Mail.objects.visible_to(administrator, at).exists()
    browser = as_user(administrator)
    for address in (LIST, _page_of(dossier), reverse("home:mail_list")):
        page = browser.get(address)
        assert page.status_code == 404 and TITLE not in page.content.decode()


def test_it_reads_what_was_deposited_and_the_journal_keeps_each_page(administrator, access, dossier, as_user):
    browser = as_user(administrator)
    for address in (LIST, _page_of(dossier)):
        page = browser.get(address).content.decode()
        assert TITLE in page and "glass-banner" in page
        assert "Exporter en XLSX" not in page and "Accorder une prolongation" not in page
    assert browser.get("/compte/").status_code == 200  # one's own pages are no contents
    assert browser.get(_page_of(dossier).replace(dossier.reference, "AUCUN")).status_code == 404
    read = Entry.objects.filter(type="break_glass.read").order_by("pk")
    assert [entry.data["path"] for entry in read] == [LIST, _page_of(dossier)]
    assert {entry.actor_id for entry in read} == {administrator.pk}


def test_of_a_draft_it_reads_what_the_coordination_reads(administrator, access, application_in, as_user):
    draft = application_in(State.DRAFT, title="Titre", acronym="SECRETACRO", answers={"contexte": "Réponse secrète"})
    browser = as_user(administrator)
    assert "SECRETACRO" not in browser.get(f"{LIST}?volet={Half.DRAFTS}").content.decode()
    assert browser.get(_page_of(draft)).status_code == 404
    assert browser.get(reverse("applications:section_edit", args=[draft.reference, "science"])).status_code == 404


def test_it_acts_on_nothing(administrator, access, dossier, call, as_user, at):
    person = User.objects.get(pk=administrator.pk)
    with pytest.raises(Refused):
        export_dossiers(call=call, by=person, at=at, criteria=Criteria(Half.DEPOSITED), to=None)
    with pytest.raises(Refused):
        grant_extension(
            application=dossier, by=person, at=at, until=call.closes_at + timedelta(days=1), reason="Pour voir"
        )
    browser = as_user(administrator)
    assert browser.post(reverse("applications:coordination_export")).status_code == 404
    assert browser.post(reverse("applications:extension_grant", args=[dossier.reference])).status_code == 404
    assert not dossier.extensions.exists()


def test_closed_or_over_it_reads_nothing_more(administrator, access, dossier, as_user, at, frozen_clock):
    browser = as_user(administrator)
    assert browser.get(_page_of(dossier)).status_code == 200
    frozen_clock(access.ends_at)
    assert browser.get(_page_of(dossier)).status_code == 404
    frozen_clock(at)
    close_glass(access=access, by=administrator, at=at)
    assert browser.get(_page_of(dossier)).status_code == 404
    assert Entry.objects.filter(type="break_glass.read").count() == 1


def test_the_coordination_leaves_no_trail_and_pays_no_query(coordinator, administrator, access, dossier, as_user):
    as_user(coordinator).get(_page_of(dossier))
    assert not Entry.objects.filter(type="break_glass.read").exists()
