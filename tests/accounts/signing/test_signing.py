"""Signing in: known, unknown and closed accounts alike; codes single-use, short-lived, counted."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inmp_portal.accounts.actions.signing import ask_code, confirm_code, forget_codes
from inmp_portal.accounts.models import SignInCode, User
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.accounts.conftest import Visitor, code_sent_to
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CODE = reverse("account_confirm_login_code")


@pytest.fixture
def three_addresses(db):
    UserFactory.create(email="connue@exemple.fr")
    UserFactory.create(email="fermee@exemple.fr", is_active=False)
    return ["connue@exemple.fr", "fermee@exemple.fr", "absente@exemple.fr"]


def _shape(sql: str) -> str:
    return " ".join(sql.split()[:3])


def test_known_closed_and_unknown_addresses_get_the_same_page_after_the_same_work(three_addresses, room_in_the_cache):
    seen = []
    for address in three_addresses:
        visitor = Visitor()
        visitor.client.get(reverse("account_login"))
        with CaptureQueriesContext(connection) as queries:
            answer = visitor.ask(address)
        shown = visitor.client.get(CODE)
        page = shown.content.decode().replace(str(shown.context["csrf_token"]), "…")
        page = page.replace(address, "…").replace(quote(address), "…")
        seen.append((answer.status_code, answer.headers["Location"], [_shape(q["sql"]) for q in queries], page))
        assert not [q["sql"] for q in queries if "accounts_user" in q["sql"]], "nobody is looked up"
    assert seen[0] == seen[1] == seen[2]
    assert Mail.objects.filter(kind="compte_code").count() == 3
    assert User.objects.count() == 2, "no account before its code is confirmed"


def test_the_code_opens_the_session_and_leads_to_the_page_asked(visitor, lead, at):
    User.objects.filter(pk=lead.pk).update(welcomed_at=at)
    answer = visitor.sign_in(lead.email, next="/faq/?q=budget")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/faq/?q=budget")
    assert visitor.is_signed_in
    assert Entry.objects.get(type="account.signed_in", actor_id=lead.pk).data == {"how": "code"}


def test_an_address_of_another_site_is_not_followed(visitor, lead, at):
    User.objects.filter(pk=lead.pk).update(welcomed_at=at)
    assert visitor.sign_in(lead.email, next="https://ailleurs.example/").headers["Location"] == "/espace/"


def test_an_unknown_address_opens_its_account_by_confirming(visitor):
    answer = visitor.sign_in("Nouvelle.Personne@Exemple.fr")
    user = User.objects.get()
    assert user.email == "nouvelle.personne@exemple.fr"
    assert not user.has_usable_password()
    assert answer.headers["Location"] == "/compte/bienvenue/?next=%2Fespace%2F"
    assert Entry.objects.filter(type="account.opened", object_id=str(user.pk)).count() == 1


def test_a_closed_account_stays_closed(visitor):
    UserFactory.create(email="fermee@exemple.fr", is_active=False)
    answer = visitor.sign_in("fermee@exemple.fr")
    assert answer.headers["Location"] == reverse("account_inactive")
    assert not visitor.is_signed_in
    assert "compte est désactivé" in visitor.client.get(reverse("account_inactive")).content.decode()


def test_a_code_is_typed_as_one_likes(visitor, lead):
    visitor.ask(lead.email)
    visitor.say(code_sent_to(lead.email).lower().replace("-", " "))
    assert visitor.is_signed_in


def test_a_wrong_code_is_refused_and_the_right_one_still_works(visitor, lead):
    visitor.ask(lead.email)
    answer = visitor.say("XXXX-XXXX")
    assert answer.status_code == 422
    assert "Ce code n’est pas le bon" in answer.content.decode()
    assert not visitor.is_signed_in
    visitor.say(code_sent_to(lead.email))
    assert visitor.is_signed_in


def test_a_code_expires(visitor, lead, at, frozen_clock):
    visitor.ask(lead.email)
    frozen_clock(at + timedelta(minutes=settings.SIGN_IN_CODE_MINUTES))
    assert "n’est plus valable" in visitor.say(code_sent_to(lead.email)).content.decode()
    assert not visitor.is_signed_in


def test_a_code_serves_once(lead, at):
    code = ask_code(email=lead.email, at=at)
    typed = code_sent_to(lead.email)
    assert confirm_code(code_id=code.pk, typed=typed, at=at) == lead
    with pytest.raises(Refused, match="plus valable"):
        confirm_code(code_id=code.pk, typed=typed, at=at)


def test_after_five_wrong_codes_the_right_one_no_longer_works(visitor, lead):
    visitor.ask(lead.email)
    for _ in range(settings.SIGN_IN_CODE_ATTEMPTS):
        answer = visitor.say("XXXX-XXXX")
    assert "n’est plus valable" in answer.content.decode()
    assert "n’est plus valable" in visitor.say(code_sent_to(lead.email)).content.decode()
    assert not visitor.is_signed_in


def test_another_code_replaces_the_first(visitor, lead):
    visitor.ask(lead.email)
    first = code_sent_to(lead.email)
    assert visitor.client.post(CODE, {"action": "resend"}).status_code == 302
    second = code_sent_to(lead.email)
    assert visitor.say(first).status_code == 422
    visitor.say(second)
    assert visitor.is_signed_in


def test_a_code_works_in_the_browser_that_asked_only(visitor, lead):
    visitor.ask(lead.email)
    assert Visitor().say(code_sent_to(lead.email)).headers["Location"] == reverse("account_login")


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_share_the_five_attempts(in_parallel, at):
    code = ask_code(email="visee@exemple.fr", at=at)

    def guess(i: int) -> str:
        try:
            confirm_code(code_id=code.pk, typed=f"XXXXXXX{'BCDFGHJKLMNPQRST'[i]}", at=at)
        except Refused as refusal:
            return refusal.reason
        raise AssertionError("a guess was right")

    in_parallel(16, guess)
    assert SignInCode.objects.get(pk=code.pk).attempts == settings.SIGN_IN_CODE_ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_a_code_confirmed_twice_at_once_opens_one_session(in_parallel, at):
    code = ask_code(email="double@exemple.fr", at=at)
    typed = code_sent_to("double@exemple.fr")
    answers = in_parallel(2, lambda _: confirm_code(code_id=code.pk, typed=typed, at=at))
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "User"]
    assert User.objects.filter(email="double@exemple.fr").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_new_address_confirmed_in_two_browsers_at_once_is_one_account(in_parallel, at):
    codes = [(ask_code(email="deux@exemple.fr", at=at).pk, code_sent_to("deux@exemple.fr")) for _ in range(2)]
    people = in_parallel(2, lambda i: confirm_code(code_id=codes[i][0], typed=codes[i][1], at=at))
    assert people[0] == people[1] == User.objects.get(email="deux@exemple.fr")
    assert Entry.objects.filter(type="account.opened").count() == 1


def test_the_database_never_holds_the_code_beside_its_mail(visitor, lead):
    visitor.ask(lead.email)
    code = code_sent_to(lead.email)
    row = SignInCode.objects.get()
    assert code not in row.digest and code.replace("-", "") not in row.digest
    assert code not in str(visitor.client.session.items())


def test_codes_are_forgotten(at):
    ask_code(email="passage@exemple.fr", at=at - timedelta(days=2))
    kept = ask_code(email="passage@exemple.fr", at=at)
    assert forget_codes(before=at - timedelta(days=1)) == 1
    assert SignInCode.objects.get() == kept


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "password/change/", "password/set/", "email/", "login/"]
)
def test_what_is_not_used_does_not_exist(client, path):
    assert client.get(f"/compte/{path}").status_code == 404
