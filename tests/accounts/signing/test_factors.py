"""The second factor of those who hold a role."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from inmp_portal.accounts.models import Role, User
from inmp_portal.accounts.web.adapters import SecondFactorAdapter
from inmp_portal.journal.models import Entry
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FACTORS = reverse("mfa_index")


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("role", Role.values)
def test_whoever_holds_a_role_must_enrol_first(strict, as_user, role):
    browser = as_user(UserFactory.create(roles=[role]))
    assert browser.get("/espace/").headers["Location"] == FACTORS
    assert browser.post(reverse("accounts:roles"), {}).headers["Location"] == FACTORS
    assert browser.get(FACTORS).status_code == 200
    assert browser.get(reverse("account_logout")).status_code == 200


def test_a_superuser_must_enrol_too(strict, as_user):
    assert as_user(UserFactory.create(is_superuser=True)).get("/administration/").headers["Location"] == FACTORS


def test_whoever_holds_none_need_not(strict, as_user, lead):
    assert as_user(lead).get("/compte/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_enrolling_the_application_opens_the_rest(strict, as_user, coordinator):
    browser = as_user(coordinator)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = browser.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert "10\u00a0codes utilisables" in browser.get(answer.headers["Location"]).content.decode()
    assert browser.get("/compte/").status_code == 200
    stored = Authenticator.objects.get(user=coordinator, type="totp").data["secret"]
    assert secret not in stored and SecondFactorAdapter().decrypt(stored) == secret


def test_the_second_factor_is_asked_at_sign_in(strict, visitor, coordinator, at):
    User.objects.filter(pk=coordinator.pk).update(welcomed_at=at)
    secret = generate_totp_secret()
    TOTP.activate(coordinator, secret)
    answer = visitor.sign_in(coordinator.email)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not visitor.is_signed_in
    wrong = visitor.client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Ce code n’est pas le bon" in wrong.content.decode()
    answer = visitor.client.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    assert answer.headers["Location"] == "/espace/"
    assert visitor.is_signed_in
    assert Entry.objects.get(type="account.signed_in").data == {"how": "code+factor"}


def test_the_last_factor_of_a_role_stays(strict, coordinator):
    TOTP.activate(coordinator, generate_totp_secret())
    only = Authenticator.objects.get(user=coordinator)
    assert not SecondFactorAdapter().can_delete_authenticator(only)
    Authenticator.objects.create(user=coordinator, type="webauthn", data={})
    assert SecondFactorAdapter().can_delete_authenticator(only)


def test_the_last_factor_of_somebody_without_a_role_may_go(strict, lead):
    TOTP.activate(lead, generate_totp_secret())
    assert SecondFactorAdapter().can_delete_authenticator(Authenticator.objects.get(user=lead))
