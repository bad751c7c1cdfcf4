"""The columns of a dossier, projected from its answers: one place, used when a draft is saved and when it is deposited.

A draft keeps whatever was typed, so nothing here may fail on a wrong value: what cannot be read leaves the column empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import IntegrityError, transaction
from django.db.models import Value

from applications.models import Application
from applications.queries.deposits.working_copy import acronym_is_taken
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.folding import fold
from inmp_portal.lib.french import NO_BREAK

Answers = Mapping[str, Any]
Columns = dict[str, Any]
_ACRONYM_CONSTRAINT = "applications_acronym_unique"
ACRONYM_TAKEN = f"Cet acronyme est déjà pris dans l’édition{NO_BREAK}: choisissez-en un autre."

_UNTITLED = "Sans titre"
_LARGEST_AMOUNT = Decimal("9999999999.99")
_DEPOSITED_TEXTS = ("mots_cles", "specialites", "service", "resume_public", "resume_scientifique")


def project(
    application: Application,
    answers: Answers,
    *,
    requested: Decimal,
    completeness: int,
    changed: Set[str] | None = None,
) -> tuple[str, ...]:
    """Set the columns from the answers, without saving; returns their names, for `update_fields`.

    `changed` names the answers that changed, when only some did: the columns of the others stay as they are.
    A deposited dossier is found by its summaries and keywords, a draft by its title alone: the search must not
    tell of a draft what its page does not show.
    """
    columns: dict[str, Any] = {}
    for sources, projection in _PROJECTIONS:
        if changed is None or changed & sources:
            columns |= projection(application, answers)
    columns["requested_amount"] = min(max(requested, Decimal(0)), _LARGEST_AMOUNT)
    columns["completeness"] = min(max(completeness, 0), 100)
    for name, value in columns.items():
        setattr(application, name, value)
    if changed is None or "title" in columns:
        application.search = _search(application, answers)
        columns["search"] = application.search
    return tuple(columns)


def _title(application: Application, answers: Answers) -> Columns:
    title = _text(answers.get("titre"), 250) or _UNTITLED
    return {"title": title, "title_folded": fold(title)[:250]}


def _acronym(application: Application, answers: Answers) -> Columns:
    return {"acronym": _free_acronym(application, answers)}


def _lead(application: Application, answers: Answers) -> Columns:
    """Lists show « Hélène Morvan » and order by « morvan helene »."""
    first, family = _text(answers.get("prenom"), 80), _text(answers.get("nom"), 80)
    name = f"{first} {family}".strip() or str(application.lead)
    return {"lead_name": name[:170], "lead_name_folded": fold(f"{family} {first}".strip() or name)[:170]}


def _institution(application: Application, answers: Answers) -> Columns:
    return {"institution": Institution.objects.filter(code=_text(answers.get("etablissement"), 40)).first()}


def _axes(application: Application, answers: Answers) -> Columns:
    axes = {axis.code: axis for axis in application.call.axes.all()}
    secondary = answers.get("axes_secondaires")
    listed = {code for code in (secondary if isinstance(secondary, list) else []) if isinstance(code, str)}
    return {
        "main_axis": axes.get(_text(answers.get("axe_principal"), 20)),
        "secondary_axes": sorted(axes[code].number for code in listed if code in axes),
    }


def _kind(application: Application, answers: Answers) -> Columns:
    return {"project_type": _text(answers.get("type_projet"), 20)}


def _duration(application: Application, answers: Answers) -> Columns:
    return {"duration_months": _small(answers.get("duree_mois"))}


_PROJECTIONS: tuple[tuple[frozenset[str], Callable[[Application, Answers], Columns]], ...] = (
    (frozenset({"titre"}), _title),
    (frozenset({"acronyme"}), _acronym),
    (frozenset({"prenom", "nom"}), _lead),
    (frozenset({"etablissement"}), _institution),
    (frozenset({"axe_principal", "axes_secondaires"}), _axes),
    (frozenset({"type_projet"}), _kind),
    (frozenset({"duree_mois"}), _duration),
)


def _free_acronym(application: Application, answers: Answers) -> str | None:
    """The acronym, left out while another dossier of the call has it: the draft keeps it as typed all the same."""
    acronym = _text(answers.get("acronyme"), 40)
    return None if not acronym or acronym_is_taken(application, acronym) else acronym


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


@dataclass
class Claim:
    """Whether the database refused the acronym because another dossier holds it."""

    taken: bool = False


@contextmanager
def acronym_claimed() -> Iterator[Claim]:
    """Write an acronym inside; when it is taken, what was written inside is undone and `taken` says so.

    Asking first is not enough: two people may choose the same one at the same time.
    """
    claim = Claim()
    try:
        with transaction.atomic():
            yield claim
    except IntegrityError as error:
        if _ACRONYM_CONSTRAINT not in str(error):
            raise
        claim.taken = True
