"""Roles: who gives and withdraws them, what is journalled, and that one director always remains."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from inmp_portal.accounts.actions.roles import grant_role, revoke_role, switch_account
from inmp_portal.accounts.models import Grant, Role, User
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from tests.factories.people import UserFactory

ROLES = reverse("accounts:roles")


def _grant_of(user: User, role: str) -> Grant:
    return Grant.objects.active().get(user=user, role=role)


def test_a_director_gives_a_role_and_the_journal_says_so(director, lead, at):
    grant_role(person=lead, role=Role.COORDINATOR, by=director, at=at)
    assert User.objects.get(pk=lead.pk).roles == {Role.COORDINATOR}
    entry = Entry.objects.get(type="role.granted")
    assert (entry.actor_id, entry.object_id, entry.data) == (director.pk, str(lead.pk), {"role": "coordinator"})


@pytest.mark.parametrize("who", ["lead", "coordinator"])
def test_nobody_else_gives_or_withdraws_a_role(request, director, at, who):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused, match="Seules la direction"):
        grant_role(person=UserFactory.create(), role=Role.COORDINATOR, by=by, at=at)
    with pytest.raises(Refused, match="Seules la direction"):
        revoke_role(grant=_grant_of(director, Role.DIRECTOR), by=by, at=at)
    assert director.roles == {Role.DIRECTOR}


def test_nobody_gives_a_role_to_oneself(administrator, at):
    with pytest.raises(Refused, match="à soi-même"):
        grant_role(person=administrator, role=Role.DIRECTOR, by=administrator, at=at)


def test_a_role_is_not_given_twice(director, coordinator, at):
    with pytest.raises(Refused, match="déjà ce rôle"):
        grant_role(person=coordinator, role=Role.COORDINATOR, by=director, at=at)


def test_the_last_director_stays(director, administrator, at):
    for by in (director, administrator):
        with pytest.raises(Refused, match="dernière personne"):
            revoke_role(grant=_grant_of(director, Role.DIRECTOR), by=by, at=at)
    assert Grant.objects.active().filter(role=Role.DIRECTOR).count() == 1


def test_a_director_leaves_when_another_remains(director, at):
    UserFactory.create(roles=[Role.DIRECTOR])
    grant = revoke_role(grant=_grant_of(director, Role.DIRECTOR), by=director, at=at)
    assert (grant.revoked_at, grant.revoked_by) == (at, director)
    assert Entry.objects.filter(type="role.revoked", object_id=str(director.pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_directors_who_withdraw_each_other_at_once_leave_one(in_parallel, at):
    for _ in range(5):
        Grant.objects.all().delete()
        pair = [UserFactory.create(roles=[Role.DIRECTOR]) for _ in range(2)]
        grants = [_grant_of(user, Role.DIRECTOR) for user in pair]
        answers = in_parallel(
            2, lambda i, pair=pair, grants=grants: revoke_role(grant=grants[1 - i], by=pair[i], at=at)
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["Grant", "Refused"], answers
        assert Grant.objects.active().filter(role=Role.DIRECTOR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_directors_who_leave_at_once_leave_one(in_parallel, at):
    pair = [UserFactory.create(roles=[Role.DIRECTOR]) for _ in range(2)]
    in_parallel(2, lambda i: revoke_role(grant=_grant_of(pair[i], Role.DIRECTOR), by=pair[i], at=at))
    assert Grant.objects.active().filter(role=Role.DIRECTOR).count() == 1


def test_an_account_with_a_role_is_not_closed(director, coordinator, lead, at):
    with pytest.raises(Refused, match="a encore un rôle"):
        switch_account(person=coordinator, is_active=False, by=director, at=at)
    assert not switch_account(person=lead, is_active=False, by=director, at=at).is_active
    assert Entry.objects.filter(type="account.closed").count() == 1


def test_a_closed_account_loses_its_session(director, lead, as_user, at):
    browser = as_user(lead)
    assert browser.get("/compte/").status_code == 200
    switch_account(person=lead, is_active=False, by=director, at=at)
    assert browser.get("/compte/").headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["lead", "coordinator"])
def test_the_page_of_roles_does_not_exist_for_other_people(request, director, as_user, who):
    browser = as_user(request.getfixturevalue(who))
    assert browser.get(ROLES).status_code == 404
    grant = _grant_of(director, Role.DIRECTOR)
    assert browser.post(reverse("accounts:role_revoke", args=[grant.pk])).status_code == 404
    assert Grant.objects.active().filter(pk=grant.pk).exists()


def test_the_page_of_roles_gives_and_withdraws(director, coordinator, lead, as_user):
    browser = as_user(director)
    assert "Claire Coordination" in browser.get(ROLES).content.decode()
    answer = browser.post(ROLES, {"email": lead.email.upper(), "role": "coordinator"}, follow=True)
    assert "a maintenant le rôle" in answer.content.decode()
    grant = _grant_of(lead, Role.COORDINATOR)
    assert (
        "n’a plus le rôle"
        in browser.post(reverse("accounts:role_revoke", args=[grant.pk]), follow=True).content.decode()
    )
    unknown = browser.post(ROLES, {"email": "personne@exemple.fr", "role": "admin"})
    assert "Personne ne s’est encore connecté" in unknown.content.decode()


def test_the_page_of_roles_asks_as_many_queries_for_one_as_for_three(director, as_user, same_query_count):
    browser = as_user(director)
    same_query_count(lambda: browser.get(ROLES), lambda: UserFactory.create(roles=[Role.COORDINATOR]), at_most=8)


def test_the_console_names_the_first_director(lead):
    call_command("grant_role", lead.email, "director", stdout=StringIO())
    assert User.objects.get(pk=lead.pk).roles == {Role.DIRECTOR}
    assert Entry.objects.get(type="role.granted").actor_label == "Portail"
    with pytest.raises(CommandError, match="Personne ne s’est encore connecté"):
        call_command("grant_role", "inconnue@exemple.fr", "director")


def test_the_technical_administration_is_for_admin_and_shows_no_contents(administrator, coordinator, director, as_user):
    browser = as_user(administrator)
    page = browser.get("/administration/").content.decode()
    assert "/administration/accounts/user/" in page
    for absent in ("outbox", "mfa", "usersessions", "socialaccount"):
        assert browser.get(f"/administration/{absent}/").status_code == 404
    assert browser.get("/administration/accounts/user/").status_code == 200
    assert browser.get(f"/administration/accounts/user/{director.pk}/delete/").status_code == 403
    for other in (coordinator, director):
        assert as_user(other).get("/administration/login/?next=/administration/").status_code == 404
    assert as_user(None).get("/administration/", follow=True).redirect_chain[-1][0].startswith("/compte/connexion/")
