"""What is no longer needed goes: texts a week after a café, names after six months, group messages after a year.

What is counted stays: establishment, axes, state, hour. Each step is one commit, and does only what is left to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from events.methods.reading.questionnaire import COLUMNS, Question, Type, questions_of
from events.models import Cafe, CafeQuestion, Registration, token_digest
from events.queries.after import ending
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference
from inmp_portal.outbox import actions as outbox

_ELSEWHERE = "Autre établissement"
_COUNTED = {Type.CHOICE, Type.CHOICES, Type.YES_NO, Type.NUMBER}  # answers that name nobody


@dataclass(frozen=True)
class Forgotten:
    """How many rows each step changed, or would change."""

    texts: int
    taps: int
    people: int
    questions: int
    messages: int
    proposals: int

    def __bool__(self) -> bool:
        return any((self.texts, self.taps, self.people, self.questions, self.messages, self.proposals))


def due(at: datetime) -> Forgotten:
    """What `forget` would do now."""
    return Forgotten(
        texts=ending.texts_to_erase(at).count(),
        taps=ending.taps_to_delete(at).count(),
        people=ending.people_to_forget(at).count(),
        questions=ending.questions_to_forget(at).count(),
        messages=ending.messages_to_delete(at).count(),
        proposals=ending.proposals_to_delete(at).count(),
    )


def forget(*, at: datetime) -> Forgotten:
    """Do all that is due."""
    return Forgotten(
        texts=_by_cafe(ending.texts_to_erase(at), _erase_texts, "cafe.texts_erased", at),
        taps=ending.taps_to_delete(at).delete()[0],
        people=_by_cafe(ending.people_to_forget(at), _anonymise, "cafe.people_forgotten", at),
        questions=_by_cafe(ending.questions_to_forget(at), _silence, "cafe.questions_forgotten", at),
        messages=_by_cafe(ending.messages_to_delete(at), _delete, "cafe.messages_deleted", at),
        proposals=_by_cafe(ending.proposals_to_delete(at), _delete, "cafe.proposals_deleted", at),
    )


def _by_cafe(due: QuerySet[Any], act: Any, entry: str, at: datetime) -> int:
    """One commit and one entry of the journal for each café."""
    done = 0
    for cafe in Cafe.objects.filter(pk__in=due.order_by().values("cafe")).order_by("pk"):
        with transaction.atomic():
            rows = due.filter(cafe=cafe).select_for_update(of=("self",))
            count = act(cafe, rows, at)
            journal.record(entry, cafe, by=None, at=at, count=count)
        done += count
    return done


def _erase_texts(cafe: Cafe, due: QuerySet[Registration], at: datetime) -> int:
    """The answers whose question says so, and the mails that repeated them."""
    erased = {question.id for question in questions_of(cafe.questions) if question.erased_after}
    rows = list(due)
    told = [row.pk for row in rows if erased & row.answers.keys()]
    outbox.erase_about(Registration.objects.filter(pk__in=told))
    for row in rows:
        row.answers = {name: answer for name, answer in row.answers.items() if name not in erased}
        row.purged_at = at
    Registration.objects.bulk_update(rows, ["answers", "purged_at"], batch_size=500)
    return len(rows)


def _anonymise(cafe: Cafe, due: QuerySet[Registration], at: datetime) -> int:
    """Nothing says who any more, no link or reference leads here; what is counted stays."""
    questions = questions_of(cafe.questions)
    rows = list(due)
    outbox.erase_about(Registration.objects.filter(pk__in=[row.pk for row in rows]), forget=True)
    for row in rows:
        _forget(row, questions, at)
    changed = [
        "reference", "token_hash", "first_name", "last_name", "name_folded", "email", "other_institution", "unit",
        "profession", "user", "application", "answers", "consents", "checked_in_by", "anonymised_at",
    ]  # fmt: skip
    Registration.objects.bulk_update(rows, changed, batch_size=500)
    return len(rows)


def _forget(row: Registration, questions: tuple[Question, ...], at: datetime) -> None:
    counted = {q.id for q in questions if q.type in _COUNTED and not q.erased_after and q.id not in COLUMNS}
    row.reference = new_reference(10)
    row.token_hash = token_digest(new_reference(40))
    row.first_name = row.last_name = row.name_folded = row.email = row.unit = row.profession = ""
    row.other_institution = _ELSEWHERE if row.other_institution else ""
    row.user = row.application = row.checked_in_by = None
    row.answers = {name: answer for name, answer in row.answers.items() if name in counted}
    row.consents = {}
    row.anonymised_at = at


def _silence(cafe: Cafe, due: QuerySet[CafeQuestion], at: datetime) -> int:
    """The words go, with whoever asked; the theme and that it was answered stay. What was published is elsewhere."""
    keys = list(due.values_list("pk", flat=True))
    rows = CafeQuestion.objects.filter(pk__in=keys)
    outbox.erase_about(rows, forget=True)
    rows.exclude(answer="").update(answer="Réponse effacée")
    return rows.update(
        text="", author_name="", author_email="", registration=None, file_name="", file_sha256="", file_size=None
    )


def _delete(cafe: Cafe, due: QuerySet[Model], at: datetime) -> int:
    keys = list(due.values_list("pk", flat=True))
    return due.model._default_manager.filter(pk__in=keys).delete()[0]
