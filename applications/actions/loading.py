"""Loading an edition from its content: idempotent, and silent on what the coordination has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from applications.content import Edition
from applications.models import Axis, Call, CallDate, CallDocument, Question
from applications.sections.screening.checks import CHECKS
from inmp_portal.accounts.models import Institution
from inmp_portal.journal import actions as journal
from inmp_portal.lib.folding import fold


@transaction.atomic
def load_edition(*, edition: Edition, by: Any, at: datetime) -> Call:
    """Create the call with its axes, dates, documents and questions, or complete it where it lacks some.

    Run again, it changes nothing that exists: the call belongs to the coordination once it is loaded.
    """
    _load_institutions(edition.call["institutions"])
    call, created = Call.objects.get_or_create(slug=edition.call["slug"], defaults=_call_fields(edition))
    missing = _missing_parameters(edition, call)
    if missing:
        call.parameters = {**call.parameters, **missing}
        call.save(update_fields=["parameters"])
    _load(Axis, call, "number", edition.axes)
    _load(CallDate, call, "code", _positioned(edition.call["dates"]))
    _load(CallDocument, call, "code", _positioned(edition.call["documents"]))
    _load(
        Question, call, "position", ({**q, "folded": fold(f"{q['question']} {q['answer']}")} for q in edition.questions)
    )
    if created:
        journal.record("call.loaded", call, by=by, at=at, slug=call.slug)
    return call


def parameters_of(edition: Edition) -> dict[str, dict[str, Any]]:
    """The edition's parameters by key: value, unit, provenance and note."""
    rules = {"cle": "rappels", "defaut": edition.reminders, "provenance": "C", "note": "Rappels datés aux brouillons."}
    checks = {"cle": CHECKS, "defaut": edition.checks, "provenance": "C", "note": "Contrôles de recevabilité."}
    listed = [*edition.form["parametres_edition"], *edition.call["parameters"], rules, checks]
    return {
        item["cle"]: {
            "value": item["defaut"],
            "unit": item.get("unite", ""),
            "provenance": item["provenance"],
            "note": item.get("note", ""),
        }
        for item in listed
    }


def _missing_parameters(edition: Edition, call: Call) -> dict[str, dict[str, Any]]:
    return {key: value for key, value in parameters_of(edition).items() if key not in call.parameters}


def _load_institutions(rows: Iterable[dict[str, Any]]) -> None:
    known = set(Institution.objects.values_list("code", flat=True))
    missing = (Institution(**row, is_member=True) for row in rows if row["code"] not in known)
    Institution.objects.bulk_create(missing, ignore_conflicts=True)  # somebody else may be loading at this instant


def _call_fields(edition: Edition) -> dict[str, Any]:
    facts, parameters = edition.call, parameters_of(edition)
    return {
        **{key: facts[key] for key in ("title", "edition", "number", "number_prefix", "official_envelope_text")},
        **{key: facts[key] for key in ("results_text", "profile")},
        **{key: date.fromisoformat(facts[key]) for key in ("review_starts_on", "review_ends_on", "committee_on")},
        "envelope": Decimal(parameters["enveloppe_totale"]["value"]),
        "opens_at": datetime.fromisoformat(parameters["ouverture_depot"]["value"]),
        "closes_at": datetime.fromisoformat(parameters["cloture_depot"]["value"]),
        "grace_minutes": parameters["tolerance_minutes"]["value"],
        "visas_due_at": datetime.fromisoformat(parameters["date_limite_visas"]["value"]),
        "contact_email": parameters["adresse_contact"]["value"],
        "parameters": parameters,
        "form": edition.form,
    }


def _positioned(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return ({"position": position, **row} for position, row in enumerate(rows, start=1))


def _load(model: type[Any], call: Call, key: str, rows: Iterable[dict[str, Any]]) -> None:
    known = set(model.objects.filter(call=call).values_list(key, flat=True))
    missing = (model(call=call, **_instants(row)) for row in rows if row[key] not in known)
    model.objects.bulk_create(missing, ignore_conflicts=True)


def _instants(row: dict[str, Any]) -> dict[str, Any]:
    return {name: datetime.fromisoformat(value) if name.endswith("_at") else value for name, value in row.items()}
