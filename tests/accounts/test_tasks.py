"""What accounts leave behind goes, and what is still of use stays."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from inmp_portal.accounts.actions.signing import ask_code
from inmp_portal.accounts.models import SignInCode
from inmp_portal.accounts.tasks import tidy
from inmp_portal.outbox.models import Mail


def test_codes_of_a_demonstration_are_readable_while_they_live_and_erased_after(db, at, frozen_clock):
    ask_code(email="passage@exemple.fr", at=at)
    tidy()
    assert "-" in Mail.objects.get().subject.rsplit(" ")[-1]
    frozen_clock(at + timedelta(minutes=settings.SIGN_IN_CODE_MINUTES + 1))
    tidy()
    mail = Mail.objects.get()
    assert (mail.text, mail.html, mail.subject) == ("", "", "Contenu confidentiel, effacé")
    assert SignInCode.objects.exists()
    frozen_clock(at + timedelta(days=2))
    tidy()
    assert not SignInCode.objects.exists()


def test_only_ended_sessions_go(db, visitor, lead, at, time_machine):
    visitor.sign_in(lead.email)
    live = visitor.client.session.session_key
    Session.objects.create(session_key="perdue", session_data="", expire_date=at)
    tidy()
    assert list(Session.objects.filter(session_key__in=[live, "perdue"]).values_list("pk", flat=True)) == [live]


def test_only_a_demonstration_without_a_mail_server_keeps_codes():
    from inmp_portal.settings import work

    assert settings.PERSONAS and work.MAILBOX
