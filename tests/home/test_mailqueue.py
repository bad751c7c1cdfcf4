"""The queue of mails: who sees it, what it shows, what can be done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from inmp_portal.home.mailqueue import actions
from inmp_portal.journal.models import Entry
from inmp_portal.journal.queries import history
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db
LIST = "/pilotage/courriels/"


@pytest.fixture
def mail(at):
    """`mail(3, state=…)`: a row of the queue."""

    def make(n: int = 1, **fields: object) -> Mail:
        values = {
            "kind": "rappel_j7", "to": [f"personne{n}@exemple.fr"], "subject": f"Objet {n}", "text": f"Texte {n} <b>",
            "queued_at": at - timedelta(minutes=n), "dedup_key": f"k{n}", "message_id": f"<{n:032x}@exemple.fr>",
            "sent_at": at if fields.get("state") == MailState.SENT else None,
            "lease_until": at if fields.get("state") == MailState.SENDING else None,
        }  # fmt: skip
        return Mail.objects.create(**{**values, **fields})

    return make


def addresses(mail: Mail) -> list[str]:
    verbs = ("", "renvoi/", "abandon/", "retenue/", "liberation/")
    return [LIST, *(f"{LIST}{mail.reference}/{verb}" for verb in verbs)]


def test_the_coordination_and_the_direction_see_it(mail, as_user, coordinator, director):
    mail(1, state=MailState.FAILED, error="550 unknown user")
    for person in (coordinator, director):
        page = as_user(person).get(LIST).content.decode()
        assert "Objet 1" in page and "550 unknown user" in page and "en échec" in page


def test_nobody_else_finds_it(mail, as_user, lead, administrator):
    one = mail(1, state=MailState.FAILED)
    for person in (lead, administrator):
        for address in addresses(one):
            assert as_user(person).get(address).status_code == 404
        for address in addresses(one)[2:]:
            assert as_user(person).post(address).status_code == 404
    assert as_user(None).get(LIST).status_code == 302
    one.refresh_from_db()
    assert one.state == MailState.FAILED


def test_same_queries_with_one_and_three_rows(mail, as_user, coordinator, same_query_count):
    browser, numbers = as_user(coordinator), iter(range(1, 9))
    same_query_count(lambda: browser.get(LIST), lambda: mail(next(numbers)), at_most=8)


def test_search_and_state(mail, as_user, coordinator):
    mail(1)
    mail(2, state=MailState.SENT)
    mail(3, subject="Code 123456", sensitive=True)
    browser = as_user(coordinator)

    def found(**question: str) -> set[str]:
        page = browser.get(LIST, question).content.decode()
        return {n for n in "123" if f"personne{n}@" in page}

    assert found() == {"1", "2", "3"}
    assert found(etat="sent") == {"2"}
    assert found(q="personne2") == {"2"}
    assert found(q="objet 1") == {"1"}
    assert found(q="123456") == set()  # a code cannot be guessed by searching
    assert found(etat="nimporte") == {"1", "2", "3"}


def test_pages_follow_each_other(mail, as_user, coordinator):
    for n in range(1, 36):
        mail(n)
    browser = as_user(coordinator)
    first = browser.get(LIST)
    assert [row["subject"] for row in first.context["rows"]] == [f"Objet {n}" for n in range(1, 26)]
    second = browser.get(LIST, {"page": first.context["page"].next})
    assert [row["subject"] for row in second.context["rows"]] == [f"Objet {n}" for n in range(26, 36)]
    assert not second.context["page"].next


def test_a_confidential_mail_shows_nothing_of_its_content(mail, as_user, coordinator):
    one = mail(1, subject="Code 123456", text="Le code est 123456", sensitive=True)
    for address in addresses(one)[:2]:
        assert "123456" not in as_user(coordinator).get(address).content.decode()
    actions.withhold(mail=one, by=coordinator, at=one.queued_at)
    assert "123456" not in Entry.objects.get(type="mail.withheld").object_label


def test_each_confidential_mail_has_a_title_of_its_own(mail, as_user, coordinator):
    pages = [as_user(coordinator).get(f"{LIST}{mail(n, sensitive=True).reference}/") for n in range(2)]
    first, second = [re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1] for page in pages]
    assert first != second and first.startswith("Contenu confidentiel à ")


def test_the_text_is_shown_as_text(mail, as_user, coordinator):
    page = as_user(coordinator).get(f"{LIST}{mail(1).reference}/").content.decode()
    assert "Texte 1 &lt;b&gt;" in page


def test_a_personal_link_is_not_shown_to_the_queue(mail, as_user, coordinator):
    """The link of a guest lets whoever holds it act in their name; a print of a document is nobody's secret."""
    secret, digest = "0f" * 20, "ab" * 32
    one = mail(1, text=f"http://localhost:8000/cafes/lien/{secret}/ et l’empreinte {digest}")
    page = as_user(coordinator).get(f"{LIST}{one.reference}/").content.decode()
    assert secret not in page and "/cafes/lien/…/" in page and digest in page


def test_a_failed_mail_is_sent_again(mail, as_user, coordinator, mailoutbox):
    one = mail(1, state=MailState.FAILED, attempts=30, kind="sans-classe")
    answer = as_user(coordinator).post(f"{LIST}{one.reference}/renvoi/", follow=True)
    assert "Le courriel va repartir." in answer.content.decode()
    outbox.deliver_due()
    one.refresh_from_db()
    assert (one.state, one.attempts, len(mailoutbox)) == (MailState.SENT, 1, 1)
    assert [event.sentence for event in history(one)] == ["a demandé un nouvel envoi"]


def test_withheld_it_stays_and_released_it_leaves(mail, as_user, coordinator, mailoutbox):
    one = mail(1, kind="sans-classe")
    browser = as_user(coordinator)
    browser.post(f"{LIST}{one.reference}/retenue/")
    outbox.deliver_due()
    assert not mailoutbox
    browser.post(f"{LIST}{one.reference}/liberation/")
    outbox.deliver_due()
    assert len(mailoutbox) == 1


def test_giving_up_asks_for_a_reason(mail, as_user, coordinator):
    one = mail(1)
    browser = as_user(coordinator)
    assert browser.post(f"{LIST}{one.reference}/abandon/", {"reason": ""}).status_code == 200
    one.refresh_from_db()
    assert one.state == MailState.QUEUED
    browser.post(f"{LIST}{one.reference}/abandon/", {"reason": "Erreur de liste"})
    one.refresh_from_db()
    assert (one.state, one.error) == (MailState.ABORTED, "Abandonné par la coordination\u00a0: Erreur de liste")
    assert [event.sentence for event in history(one)] == ["a abandonné l’envoi : « Erreur de liste »"]


@pytest.mark.parametrize("state", [MailState.SENT, MailState.SENDING])
@pytest.mark.parametrize("verb", ["renvoi", "abandon", "retenue", "liberation"])
def test_what_has_left_is_out_of_reach(mail, as_user, coordinator, state, verb):
    one = mail(1, state=state)
    answer = as_user(coordinator).post(f"{LIST}{one.reference}/{verb}/", {"reason": "non"})
    assert answer.status_code == 409
    one.refresh_from_db()
    assert one.state == state
    assert not Entry.objects.filter(object_type="outbox.mail").exists()


def test_a_mail_whose_hour_has_passed_is_not_sent_again(mail, coordinator, at):
    one = mail(1, state=MailState.FAILED, expires_at=at)
    with pytest.raises(Refused, match="plus d’objet"):
        actions.retry(mail=one, by=coordinator, at=at)
