"""Writing: who may, to whom it goes, what it answers; once sent it stays as it is."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction

from applications.actions.messages.settling import settle
from applications.actions.messages.writing import ReadersChanged, Said, write
from applications.models import Message
from applications.queries.messages import mark_of, readers_of
from applications.rules.messages import BODY_MAX
from applications.states import Audience, Side
from inmp_portal.accounts.models import Role
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory


def addressed(message):
    return {str(row.user) for row in message.addressees.all()}


def test_a_message_goes_to_the_team_and_the_coordination_but_its_author(
    wrote, lead, helper, reader, coordinator, director
):
    message = wrote(lead, "Peut-on ajouter un partenaire ?", awaits=True)
    assert addressed(message) == {str(one) for one in (helper, reader, coordinator, director)}
    assert (message.side, message.author_role, message.is_waiting) == (Side.TEAM, "Porteur ou porteuse", True)
    entry = Entry.objects.get(type="message.written")
    assert entry.data["readers"] == "L’équipe du dossier (3\u00a0personnes) et la coordination (2\u00a0personnes)"
    assert "partenaire" not in str(entry.data)  # the journal keeps who and when, not the text
    assert Mail.objects.filter(kind="message_equipe").count() == 4


def test_a_note_goes_to_the_coordination_alone(wrote, coordinator, director, lead, at):
    note = wrote(coordinator, "À surveiller.", note=True, awaits=True)
    assert addressed(note) == {str(director)} and not note.awaits_answer
    assert not Message.objects.visible_to(lead, at).exists()
    assert Message.objects.visible_to(director, at).get() == note
    mail = Mail.objects.get()
    assert mail.kind == "note_interne" and mail.to == [director.email] and "surveiller" not in mail.text + mail.html
    assert Entry.objects.filter(type="message.noted").exists()


def test_a_coordinator_of_the_team_reads_no_note_about_their_own_dossier(wrote, coordinator, helper, at):
    from inmp_portal.accounts.models import Grant

    Grant.objects.create(user=helper, role=Role.COORDINATOR, granted_at=at)
    note = wrote(coordinator, "Entre nous.", note=True)
    message = wrote(coordinator, "À tous.")
    assert str(helper) not in addressed(note) and str(helper) in addressed(message)
    helper.__dict__.pop("roles", None)
    assert list(Message.objects.visible_to(helper, at)) == [message]
    with pytest.raises(Refused, match="dans l’équipe"):
        wrote(helper, "Une note.", note=True)
    assert wrote(helper, "Comme membre de l’équipe.").side == Side.TEAM


@pytest.mark.parametrize(
    ("who", "note", "why"),
    [
        ("reader", False, "lecture seule"),
        ("lead", True, "dans l’équipe"),
        ("stranger", False, "équipe du dossier et la coordination"),
        ("stranger", True, "coordination"),
        ("administrator", True, "coordination"),
    ],
)
def test_who_may_not_write(wrote, request, who, note, why):
    person = UserFactory.create() if who == "stranger" else request.getfixturevalue(who)
    with pytest.raises(Refused, match=why):
        wrote(person, note=note)
    assert not Message.objects.exists() and not Mail.objects.exists()


@pytest.mark.parametrize(("body", "why"), [(" \n", "Écrivez"), ("é" * (BODY_MAX + 1), "trop long")])
def test_an_empty_or_endless_message_is_refused(wrote, lead, body, why):
    with pytest.raises(Refused, match=why):
        wrote(lead, body)
    assert wrote(lead, "é" * BODY_MAX).pk


def test_an_answer_settles_what_waited_for_it(wrote, lead, helper, coordinator):
    first, second = wrote(lead, awaits=True), wrote(helper, awaits=True)
    wrote(lead, "J’ajoute ceci.")  # of the same side: answers nothing
    wrote(coordinator, "À voir entre nous.", note=True)  # nobody of the team reads it: answers nothing
    first.refresh_from_db()
    assert first.is_waiting
    answer = wrote(coordinator, "Oui, c’est possible.", awaits=True)
    for message in (first, second):
        message.refresh_from_db()
        assert (message.settled_with, message.settled_by) == (answer, coordinator) and not message.is_waiting
    assert answer.is_waiting


def test_no_answer_is_expected_any_more(wrote, lead, coordinator, reader, at):
    mine, theirs = wrote(lead, awaits=True), None
    settled = settle(message=mine, by=lead, at=at)
    assert settled.settled_by == lead and settled.settled_with is None
    assert Entry.objects.filter(type="message.settled").count() == 1
    with pytest.raises(Refused, match="n’attend plus"):
        settle(message=mine, by=lead, at=at)
    theirs = wrote(coordinator, awaits=True)
    with pytest.raises(Refused, match="répondez-lui"):
        settle(message=theirs, by=lead, at=at)
    with pytest.raises(Refused, match="lecture seule"):
        settle(message=theirs, by=reader, at=at)
    assert not settle(message=theirs, by=coordinator, at=at).is_waiting
    assert not Mail.objects.filter(object_type="applications.message").exists()


def test_a_message_is_neither_changed_nor_deleted(wrote, lead):
    message = wrote(lead, "Tel qu’écrit.", awaits=True)
    for change in ({"body": "Autre."}, {"audience": Audience.COORDINATION}, {"awaits_answer": False}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=message.pk)._raw_delete("default")
    Message.objects.filter(pk=message.pk).update(settled_at=message.written_at, settled_by=lead)
    with pytest.raises(DatabaseError), transaction.atomic():  # settled once
        Message.objects.filter(pk=message.pk).update(settled_at=None, settled_by=None)


def test_the_readers_shown_are_those_who_read(dossier, lead, at):
    seen = mark_of(readers_of(dossier))
    UserFactory.create(roles=[Role.COORDINATOR])
    said = Said(key=uuid.uuid4(), body="Bonjour.", seen=seen)
    with pytest.raises(ReadersChanged, match="vérifiez la liste"):
        write(application=dossier, said=said, by=lead, at=at)
    assert write(application=dossier, said=Said(uuid.uuid4(), "x", seen=mark_of(readers_of(dossier))), by=lead, at=at)


def test_a_key_is_nobody_else_s(dossier, lead, helper, at):
    said = Said(key=uuid.uuid4(), body="Bonjour.")
    message = write(application=dossier, said=said, by=lead, at=at)
    assert write(application=dossier, said=said, by=lead, at=at) == message
    with pytest.raises(Refused, match="autre message"):
        write(application=dossier, said=said, by=helper, at=at)


@pytest.mark.django_db(transaction=True)
def test_ten_submissions_of_one_form_at_once_make_one_message(in_parallel, dossier, lead, at):
    said = Said(key=uuid.uuid4(), body="Bonjour.", awaits_answer=True)
    results = in_parallel(10, lambda i: write(application=dossier, said=said, by=lead, at=at).pk)
    assert len(set(results)) == 1 and Message.objects.count() == 1
    assert Mail.objects.filter(kind="message_equipe").count() == 4
    assert Entry.objects.filter(type="message.written").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_dismissal_at_once_settle_it_once(in_parallel, wrote, lead, coordinator, dossier, at):
    question = wrote(lead, awaits=True)

    def act(i):
        return settle(message=question, by=lead, at=at) if i else wrote(coordinator, "Réponse.")

    results = in_parallel(2, act)
    question.refresh_from_db()
    assert isinstance(results[0], Message) and not question.is_waiting
    if isinstance(results[1], Refused):
        assert question.settled_with == results[0]
    else:
        assert question.settled_by == lead and question.settled_with is None
