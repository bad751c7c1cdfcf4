"""A mail is a row, written once, in the transaction of what it speaks of."""

from __future__ import annotations

import time

import pytest
from django.db import transaction

from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db


def test_text_and_html_say_the_same(queued):
    mail = queued()
    assert mail.pk
    assert "Bonjour Camille Lefèvre," in mail.text
    assert "L’équipe de l’Institut Normand de Médecine de Précision" in mail.text
    assert "relatif à votre projet « Étude NORMA »" in mail.text
    assert "Bonjour Camille Lefèvre," in mail.html
    assert 'href="https://portail.exemple.fr/dossiers/AB12/"' in mail.html
    assert "<style" not in mail.html  # inlined


def test_asked_twice_it_is_queued_once(queued):
    assert queued("dépôt", 1) is not None
    assert queued("dépôt", 1) is None
    assert queued("dépôt", 2) is not None
    assert Mail.objects.count() == 2


def test_a_change_that_is_rolled_back_queues_nothing(queued):
    with pytest.raises(RuntimeError), transaction.atomic():
        queued()
        raise RuntimeError
    assert not Mail.objects.exists()


def test_each_mail_has_its_own_message_id_fixed_at_queueing(queued):
    first, second = queued(1), queued(2)
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@campus-sante-rouen.fr>")


def test_queue_many_returns_only_the_new_ones(probe, thing):
    outbox.queue(probe(thing), dedup=(3,))
    new = outbox.queue_many((probe(thing), (n,)) for n in range(5))
    assert sorted(mail.dedup_key for mail in new) == ["probe:0", "probe:1", "probe:2", "probe:4"]
    assert all(mail.pk for mail in new)


def test_a_thousand_mails_take_few_queries(probe, thing, django_assert_max_num_queries):
    started = time.perf_counter()
    with django_assert_max_num_queries(6):
        outbox.queue_many((probe(thing), (n,)) for n in range(1000))
    assert Mail.objects.filter(state=MailState.QUEUED).count() == 1000
    assert time.perf_counter() - started < 20  # far above the target of 2 s, which bench/ measures


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }} {% include 'base.html' %}",
    "Titre\r\nBcc: victime@exemple.fr",
    "ligne\u2028séparée\u0085et\x0bencore",
    "\u202eenversé",
    "https://exemple.fr/?a=1&b=<b>",
    "A & B « C » d’E",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_text(queued, title):
    mail = queued(title=title)
    assert len(mail.subject.splitlines()) == 1
    assert "\u202e" not in mail.subject + mail.text
    assert "<script" not in mail.html
    assert "<img" not in mail.html
    assert "<b>" not in mail.html
    assert "SECRET_KEY" not in title or "{{ settings.SECRET_KEY }}" in mail.text
    assert "&amp;" not in mail.text  # the text is not escaped…
    if "&" in title:
        assert "&amp;" in mail.html  # … and the HTML is


def test_a_title_cannot_add_a_header(queued, mailoutbox):
    queued(title="Titre\r\nBcc: victime@exemple.fr")
    outbox.deliver_due()
    (message,) = mailoutbox
    assert message.recipients() == ["camille@exemple.fr"]
    assert message.message()["Bcc"] is None


def test_no_break_spaces_of_the_subject_are_kept(queued):
    assert queued(title="« NORMA\u00a0»").subject == "Votre code\u00a0: « NORMA\u00a0»".replace("\u00a0:", " :")
