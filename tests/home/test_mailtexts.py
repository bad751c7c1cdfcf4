"""The texts of mails on screen: written anew, shown on somebody real, taken back."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse

from inmp_portal.home.mailtexts import actions
from inmp_portal.home.mailtexts.showing import show
from inmp_portal.journal.models import Entry
from inmp_portal.journal.queries import history
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.documents import Source, delivered
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import kind, kinds

pytestmark = pytest.mark.django_db
SLUG = "brouillon_enregistre"


def address(name: str = "edit", slug: str = SLUG) -> str:
    return reverse(f"home:mail_text_{name}", args=[slug])


def sent(body: str, *, subject: str = "Votre brouillon", version: int = 0, **more: str) -> dict[str, object]:
    return {"subject": subject, "body": body, "version": version, **more}


BODY = "Bonjour {{ prenom }},\n\nReprenez votre dossier : {{ lien_dossier }}"


def test_every_kind_is_listed_and_opens(as_user, coordinator):
    browser = as_user(coordinator)
    page = browser.get(reverse("home:mail_text_list")).content.decode()
    assert len(kinds()) > 20
    for one in kinds():
        assert address(slug=one.kind) in page
        assert browser.get(address(slug=one.kind)).status_code == 200


def test_what_is_saved_is_what_leaves(as_user, coordinator, application_in):
    draft = application_in()
    browser = as_user(coordinator)
    assert browser.post(address(), sent(BODY)).status_code == 302
    mail = outbox.queue(kind(SLUG)(draft), dedup=("essai",))
    assert mail.subject == "Votre brouillon"
    assert mail.text.startswith(f"Bonjour {draft.lead.first_name},\n\nReprenez votre dossier : http")
    entry = Entry.objects.get(type="mail_text.rewritten")
    assert entry.data["after"]["body"] == BODY and entry.actor_id == coordinator.pk
    assert [event.sentence for event in history(MailText.objects.get())] == ["a récrit le texte (version 1)"]
    assert "Modifié" in browser.get(reverse("home:mail_text_list")).content.decode()


def test_a_mistake_is_told_and_what_was_typed_stays(as_user, coordinator):
    page = as_user(coordinator).post(address(), sent("Mon texte à moi {{ inconnu }}")).content.decode()
    assert "n’est pas un élément de ce courriel" in page and "Mon texte à moi {{ inconnu }}" in page
    assert "L’aperçu revient quand le texte peut être rempli." in page
    assert not MailText.objects.exists()


def test_the_preview_speaks_of_the_dossier_that_was_chosen(as_user, coordinator, application_in):
    draft, other = application_in(), application_in(acronym="SECOND", title="Un second dossier")
    for name in ("edit", "preview"):
        for one in (draft, other):
            page = (
                as_user(coordinator).post(address(name), sent(BODY, apercu="1", exemple=str(one.pk))).content.decode()
            )
            assert one.reference in page and f"Bonjour {one.lead.first_name}," in page
    page = as_user(coordinator).post(address("preview"), sent(BODY, exemple="aucun")).content.decode()
    assert "Bonjour [prenom]," in page and draft.reference not in page
    assert not MailText.objects.exists()


def test_made_up_values_fill_every_text(at):
    for one in kinds():
        shown = show(one, delivered(one), None, at)
        assert shown.subject and "{{" not in shown.html and "{%" not in shown.html


def test_two_people_at_once_neither_is_lost(as_user, coordinator, director):
    assert as_user(coordinator).post(address(), sent(BODY)).status_code == 302
    answer = as_user(director).post(address(), sent(f"{BODY} Le mien."))
    page = answer.content.decode()
    assert answer.status_code == 409 and "a été modifié par quelqu’un d’autre" in page and "Le mien." in page
    assert MailText.objects.get().body == BODY


def test_the_delivered_text_is_taken_back(as_user, coordinator):
    browser = as_user(coordinator)
    browser.post(address(), sent(BODY))
    assert "déjà" not in browser.get(address("take_back")).content.decode()
    assert browser.post(address("take_back"), {"version": 0}).status_code == 409
    assert browser.post(address("take_back"), {"version": 1}).status_code == 302
    text = MailText.objects.get()
    assert text.is_delivered and text.version == 2
    assert "déjà son texte d’origine" in browser.get(address("take_back")).content.decode()
    assert Entry.objects.get(type="mail_text.taken_back").data["before"]["body"] == BODY


def test_the_delivered_text_sent_again_is_no_change(as_user, coordinator):
    source = delivered(kind(SLUG))
    body = source.body.replace("\n", "\r\n")  # as browsers send it
    assert as_user(coordinator).post(address(), sent(body, subject=source.subject)).status_code == 302
    assert MailText.objects.get().version == 0 and not Entry.objects.exists()


def test_the_code_cannot_be_left_out(coordinator, at):
    code = kind("compte_code")
    with pytest.raises(Refused, match=r"\{\{ code \}\}"):
        actions.rewrite(kind=code, source=Source("Code", "Bonjour"), version=0, by=coordinator, at=at)


def test_others_may_not(lead, administrator, at, as_user):
    for person in (lead, administrator):
        with pytest.raises(Refused):
            actions.rewrite(kind=kind(SLUG), source=Source("Objet", BODY), version=0, by=person, at=at)
        assert as_user(person).post(address(), sent(BODY)).status_code == 404
    assert not MailText.objects.exclude(version=0).exists()


def test_an_unknown_kind_is_not_found(as_user, coordinator):
    for slug in ("inconnu", "cafe_message"):  # a group message has no text of its own
        assert as_user(coordinator).get(address(slug=slug)).status_code == 404


def test_same_queries_with_one_and_three_texts(as_user, coordinator, same_query_count):
    browser, slugs = as_user(coordinator), iter(one.kind for one in kinds())
    same_query_count(
        lambda: browser.get(reverse("home:mail_text_list")),
        lambda: MailText.objects.create(kind=next(slugs), subject="Objet", body="Texte", version=1),
        at_most=6,
    )


@pytest.mark.django_db(transaction=True)
def test_two_first_writers_leave_one_row(coordinator, at):
    refused: list[str] = []

    def write(words: str) -> None:
        try:
            actions.rewrite(
                kind=kind(SLUG), source=Source("Objet", f"{BODY} {words}"), version=0, by=coordinator, at=at
            )
        except Refused as refusal:
            refused.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert MailText.objects.get().version == 1 and len(refused) == 7
