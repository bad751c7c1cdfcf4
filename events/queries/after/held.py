"""All that the cafés hold of one person, for that person."""

from __future__ import annotations

from typing import Any

from events.methods.reading.questionnaire import COLUMNS, INSTITUTION, Type, questions_of
from events.models import Registration
from inmp_portal.lib.french import short_moment
from inmp_portal.outbox.models import Mail

# Column, what it is called for the person; the answers of the questionnaire are named by their questions.
_FACTS = (
    ("reference", "Référence"), ("last_name", "Nom"), ("first_name", "Prénom"), ("email", "Adresse électronique"),
    ("institution_name", "Établissement"), ("unit", "Service"), ("profession", "Fonction"),
    ("party_size", "Nombre de personnes"), ("get_state_display", "État"), ("created_at", "Inscription"),
    ("updated_at", "Dernier changement"), ("cancelled_at", "Annulation"), ("waiting_since", "Attente depuis"),
    ("checked_in_at", "Arrivée"), ("purged_at", "Textes effacés"),
)  # fmt: skip


def held_of(registration: Registration) -> dict[str, Any]:
    """Ready for JSON: `inscription`, `reponses`, `accords`, `question`, `courriels`; instants in ISO 8601."""
    return {
        "cafe": registration.cafe.title,
        "inscription": {label: _plain(value) for label, value in facts_of(registration) if value not in (None, "")},
        "reponses": dict(answers_of(registration)),
        "accords": dict(consents_of(registration)),
        "question": _question(registration),
        "courriels": [
            {"objet": subject, "mis_en_file": queued.isoformat(), "envoye": sent.isoformat() if sent else None}
            for subject, queued, sent in mails_of(registration)
        ],
        "compte": registration.user.email if registration.user else None,
        "dossier": registration.application.reference if registration.application else None,
        "avis_donne": registration.gave_feedback,
    }


def facts_of(registration: Registration) -> list[tuple[str, Any]]:
    """(label, value) of the columns, as they are."""
    found = ((label, getattr(registration, name)) for name, label in _FACTS)
    return [(label, value() if callable(value) else value) for label, value in found]


def shown_facts(registration: Registration) -> list[tuple[str, str]]:
    """The same for the page: instants in words, what is empty left out."""
    said = (
        (label, short_moment(value) if hasattr(value, "hour") else value) for label, value in facts_of(registration)
    )
    return [(label, str(value)) for label, value in said if value not in (None, "")]


def answers_of(registration: Registration) -> list[tuple[str, str]]:
    """(question, answer) of what was answered and is still held."""
    asked = (q for q in questions_of(registration.cafe.questions) if q.id not in {*COLUMNS, INSTITUTION})
    said = ((q.label, q.wording(registration.answers.get(q.id))) for q in asked if q.type is not Type.TICK)
    return [(label, answer) for label, answer in said if answer]


def consents_of(registration: Registration) -> list[tuple[str, str]]:
    """(consent, instant at which it was given), the reading of the notice with them."""
    labels = {question.id: question.label for question in questions_of(registration.cafe.questions)}
    return [(labels.get(name, name), when) for name, when in registration.consents.items()]


def mails_of(registration: Registration) -> list[tuple[str, Any, Any]]:
    """(subject, queued at, sent at) of the mails about this registration, oldest first."""
    mails = Mail.objects.filter(object_type="events.registration", object_id=str(registration.pk)).order_by("id")
    return list(mails.values_list("subject", "queued_at", "sent_at"))


def _question(registration: Registration) -> dict[str, Any] | None:
    question = getattr(registration, "question", None)
    if question is None:
        return None
    said = {"question": question.text, "reponse": question.answer, "document": question.file_name}
    return {name: value for name, value in said.items() if value}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
