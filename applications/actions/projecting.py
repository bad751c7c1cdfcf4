"""The columns of a dossier, projected from its answers: one place, used when a draft is saved and when it is deposited.

A draft keeps whatever was typed, so nothing here may fail on a wrong value: what cannot be read leaves the column empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from applications.models import Application, Axis
from applications.queries.deposits.working_copy import acronym_is_taken
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.folding import fold

Answers = Mapping[str, Any]
COLUMNS = (
    "title", "title_folded", "acronym", "lead_name", "lead_name_folded", "institution", "main_axis", "secondary_axes",
    "project_type", "duration_months", "requested_amount", "completeness", "search",
)  # fmt: skip
_UNTITLED = "Sans titre"
_LARGEST_AMOUNT = Decimal("9999999999.99")
_DEPOSITED_TEXTS = ("mots_cles", "specialites", "service", "resume_public", "resume_scientifique")


def project(application: Application, answers: Answers, *, requested: Decimal, completeness: int) -> tuple[str, ...]:
    """Set the columns from the answers, without saving; returns their names, for `update_fields`.

    A deposited dossier is found by its summaries and keywords, a draft by its title alone: the search must not
    tell of a draft what its page does not show.
    """
    axes = {axis.code: axis for axis in Axis.objects.filter(call_id=application.call_id)}
    secondary = answers.get("axes_secondaires")
    application.title = _text(answers.get("titre"), 250) or _UNTITLED
    application.title_folded = fold(application.title)[:250]
    application.acronym = _free_acronym(application, answers)
    application.lead_name = _lead_name(application, answers)
    application.lead_name_folded = fold(application.lead_name)[:170]
    application.institution = Institution.objects.filter(code=_text(answers.get("etablissement"), 40)).first()
    application.main_axis = axes.get(_text(answers.get("axe_principal"), 20))
    application.secondary_axes = sorted(
        {axes[code].number for code in (secondary if isinstance(secondary, list) else []) if code in axes}
    )
    application.project_type = _text(answers.get("type_projet"), 20)
    application.duration_months = _small(answers.get("duree_mois"))
    application.requested_amount = min(max(requested, Decimal(0)), _LARGEST_AMOUNT)
    application.completeness = min(max(completeness, 0), 100)
    application.search = _search(application, answers)
    return COLUMNS


def _free_acronym(application: Application, answers: Answers) -> str | None:
    """The acronym, left out while another dossier of the call has it: the draft keeps it as typed all the same."""
    acronym = _text(answers.get("acronyme"), 40)
    return None if not acronym or acronym_is_taken(application, acronym) else acronym


def _lead_name(application: Application, answers: Answers) -> str:
    typed = f"{_text(answers.get('prenom'), 80)} {_text(answers.get('nom'), 80)}".strip()
    return (typed or str(application.lead))[:170]


def _search(application: Application, answers: Answers) -> Any:
    vector = SearchVector(Value(fold(application.title)), weight="A", config="french")
    if not application.deposit_count:
        return vector
    named = f"{application.acronym or ''} {application.lead_name} {application.number}"
    body = " ".join(_flat(answers.get(key)) for key in _DEPOSITED_TEXTS)
    return (
        vector
        + SearchVector(Value(fold(named)), weight="B", config="french")
        + SearchVector(Value(fold(body)), weight="C", config="french")
    )


def _text(value: Any, size: int) -> str:
    return " ".join(value.split())[:size] if isinstance(value, str) else ""


def _flat(value: Any) -> str:
    return " ".join(str(item) for item in value) if isinstance(value, list) else _text(value, 10_000)


def _small(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 32_767 else None
