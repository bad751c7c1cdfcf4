"""The wording of the account mails."""

from __future__ import annotations

from inmp_portal.accounts.actions.signing import ask_code, welcome
from inmp_portal.accounts.models import SignInCode
from inmp_portal.accounts.notices import SignInCodeNotice
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState, Priority


def test_m01_the_code(snapshot, at, call):
    code = ask_code(email="camille.brunel@exemple.fr", at=at)
    Mail.objects.all().delete()
    mail = outbox.queue(SignInCodeNotice(code, "BCDF-GHJK"), dedup=("essai",))
    snapshot("accounts/compte_code.txt", f"{mail.subject}\n\n{mail.text}")
    assert (mail.priority, mail.sensitive, mail.expires_at) == (Priority.CODE, True, code.expires_at)


def test_m02_the_welcome(snapshot, lead, at, call):
    welcome(user=lead, by=lead, at=at)
    mail = Mail.objects.get(kind="compte_bienvenue")
    snapshot("accounts/compte_bienvenue.txt", f"{mail.subject}\n\n{mail.text}")


def test_a_used_code_is_no_longer_sent(at, call):
    code = ask_code(email="camille.brunel@exemple.fr", at=at)
    assert SignInCodeNotice.still_wanted(Mail.objects.get())
    SignInCode.objects.filter(pk=code.pk).update(used_at=at)
    assert not SignInCodeNotice.still_wanted(Mail.objects.get())


def test_the_code_is_erased_from_the_mail_that_left(at, call, settings):
    settings.MAILBOX = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ask_code(email="camille.brunel@exemple.fr", at=at)
    code = Mail.objects.get().subject.rsplit(" ")[-1]
    outbox.deliver_due()
    mail = Mail.objects.get()
    assert mail.state == MailState.SENT
    assert code not in mail.subject + mail.text + mail.html
