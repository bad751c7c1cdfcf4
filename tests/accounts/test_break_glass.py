"""The exceptional access of an administrator: opened with a reason, in front of witnesses, for an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from inmp_portal.accounts.actions.glass import break_glass, close_glass
from inmp_portal.accounts.models import BreakGlass, Role, User
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import Priority
from tests.factories.people import UserFactory

REASON = "Le PDF du dossier INMP-2025-001 ne se construit pas."
PAGE = reverse("accounts:glass")


@pytest.fixture
def witnesses(coordinator, director):
    return [coordinator, director]


def _again(user: User) -> User:
    """The same person at her next request."""
    return User.objects.get(pk=user.pk)


@pytest.mark.usefixtures("call")
def test_it_opens_for_an_hour_and_its_witnesses_are_told(administrator, witnesses, lead, at, snapshot):
    UserFactory.create(roles=[Role.COORDINATOR], is_active=False, email="partie@exemple.fr")
    access = break_glass(by=administrator, at=at, reason=f"  {REASON}\n")
    assert (access.reason, access.ends_at - access.opened_at) == (REASON, timedelta(minutes=60))
    mail = Mail.objects.get(kind="acces_exceptionnel")
    assert mail.to == sorted(person.email for person in witnesses)
    assert mail.priority == Priority.CODE
    entry = Entry.objects.get(type="break_glass.opened")
    assert (entry.actor_id, entry.data["reason"]) == (administrator.pk, REASON)
    assert entry.data["until"] == "2025-09-02T11:00:00+02:00"
    shown = mail.text.replace(administrator.email, "administration@exemple.fr")
    snapshot("accounts/acces_exceptionnel.txt", f"{mail.subject}\n\n{shown}")


@pytest.mark.parametrize("who", ["lead", "coordinator", "director"])
def test_nobody_else_opens_one(request, witnesses, at, who):
    with pytest.raises(Refused, match=r"Seule l’administration|Votre rôle vous donne déjà"):
        break_glass(by=request.getfixturevalue(who), at=at, reason=REASON)
    assert not BreakGlass.objects.exists() and not Mail.objects.exists()


def test_a_closed_account_opens_none(administrator, witnesses, at):
    User.objects.filter(pk=administrator.pk).update(is_active=False)
    with pytest.raises(Refused, match="Seule l’administration"):
        break_glass(by=administrator, at=at, reason=REASON)


@pytest.mark.parametrize("reason", ["", "   ", "test", "              x"])
def test_without_a_reason_it_stays_closed(administrator, witnesses, at, reason):
    with pytest.raises(Refused, match="Dites en une phrase"):
        break_glass(by=administrator, at=at, reason=reason)
    assert not Entry.objects.filter(type="break_glass.opened").exists()


def test_without_a_witness_it_stays_closed(administrator, at):
    with pytest.raises(Refused, match="ne serait prévenu"):
        break_glass(by=administrator, at=at, reason=REASON)


def test_it_gives_reading_until_its_hour_and_no_longer(administrator, witnesses, at, frozen_clock):
    assert not administrator.reads_contents(at)
    access = break_glass(by=administrator, at=at, reason=REASON)
    last = access.ends_at - timedelta(seconds=1)
    frozen_clock(last)
    assert _again(administrator).reads_contents(last)
    frozen_clock(access.ends_at)
    assert not _again(administrator).reads_contents(access.ends_at)
    with pytest.raises(Refused, match="déjà pris fin"):
        close_glass(access=access, by=administrator, at=access.ends_at)
    break_glass(by=administrator, at=access.ends_at, reason=REASON)  # another one, told again
    assert Mail.objects.filter(kind="acces_exceptionnel").count() == 2


def test_the_role_withdrawn_takes_the_access_with_it(administrator, witnesses, at):
    break_glass(by=administrator, at=at, reason=REASON)
    administrator.grants.update(revoked_at=at, revoked_by=witnesses[1])
    assert not _again(administrator).reads_contents(at)


def test_whoever_opened_it_or_a_witness_closes_it(administrator, witnesses, at):
    for by in (administrator, *witnesses):
        access = break_glass(by=_again(administrator), at=at, reason=REASON)
        closed = close_glass(access=access, by=by, at=at)
        assert (closed.closed_at, closed.closed_by) == (at, by)
        assert not _again(administrator).reads_contents(at)
    assert Entry.objects.filter(type="break_glass.closed").count() == 3


def test_another_administrator_neither_sees_nor_closes_it(administrator, witnesses, at, as_user):
    access = break_glass(by=administrator, at=at, reason=REASON)
    other = UserFactory.create(roles=[Role.ADMIN])
    assert not BreakGlass.objects.visible_to(other, at).exists()
    with pytest.raises(Refused, match="Seules la personne"):
        close_glass(access=access, by=other, at=at)
    browser = as_user(other)
    assert REASON not in browser.get(PAGE).content.decode()
    assert browser.post(reverse("accounts:glass_close", args=[access.pk])).status_code == 404
    assert BreakGlass.objects.running(at).exists()


@pytest.mark.django_db(transaction=True)
def test_opened_twice_at_once_it_is_one(in_parallel, at):
    UserFactory.create(roles=[Role.DIRECTOR])
    person = UserFactory.create(roles=[Role.ADMIN])
    answers = in_parallel(3, lambda i: break_glass(by=person, at=at, reason=REASON))
    assert sorted(type(answer).__name__ for answer in answers) == ["BreakGlass", "Refused", "Refused"], answers
    assert BreakGlass.objects.count() == Mail.objects.filter(kind="acces_exceptionnel").count() == 1


def test_the_page_opens_shows_and_closes(administrator, witnesses, as_user):
    browser = as_user(administrator)
    refused = browser.post(PAGE, {"reason": "test"})
    assert "Dites en une phrase" in refused.content.decode() and not BreakGlass.objects.exists()
    page = browser.post(PAGE, {"reason": REASON}, follow=True).content.decode()
    assert "glass-banner" in page and "jusqu’à 11\u00a0h" in page and REASON in page
    assert "glass-banner" in browser.get("/faq/").content.decode()  # on every page
    again = browser.post(PAGE, {"reason": REASON})
    assert again.status_code == 409 and "déjà ouvert" in again.content.decode()
    seen = as_user(witnesses[0]).get(PAGE).content.decode()
    assert REASON in seen and "glass-banner" not in seen
    page = browser.post(reverse("accounts:glass_close", args=[BreakGlass.objects.get().pk]), follow=True)
    assert "refermé" in page.content.decode() and "glass-banner" not in page.content.decode()


def test_the_page_asks_as_many_queries_for_one_as_for_three(administrator, witnesses, as_user, same_query_count, at):
    browser = as_user(witnesses[1])

    def one_more() -> None:
        access = break_glass(by=_again(administrator), at=at, reason=REASON)
        close_glass(access=access, by=administrator, at=at)

    same_query_count(lambda: browser.get(PAGE), one_more, at_most=9)
