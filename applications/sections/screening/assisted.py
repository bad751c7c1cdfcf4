"""What is put under the eyes of whoever answers a check that no program can answer: facts of the deposit, no verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from applications.sections.cleaning.words import NB, count, quoted
from applications.sections.context import rows_of
from applications.sections.eligibility import breaches
from applications.sections.reading import worded
from applications.sections.screening.examined import Examined
from inmp_portal.lib.french import money

_EXCERPT = 280  # characters
# The files that a check is about, by question; R10 looks at every one.
PAPERS = {"R6": ("visa_service", "visa_pole", "visa_direction"), "R9": ("cv_porteur", "devis")}
EVERY_FILE = "R10"


def _lead(it: Examined) -> Iterator[str]:
    yield f"Établissement déclaré{NB}: {_said(it, 'etablissement') or 'aucun'}."
    lead = it.snapshot["people"]["lead"]
    yield f"Compte de {lead['name']}{NB}: {lead['institution'] or 'sans établissement'}, {lead['email']}."


def _teams(it: Examined) -> Iterator[str]:
    needed, rows = it.parameter("equipes_min") or 1, rows_of(it.answers.get("equipes"))
    yield f"{count(len(rows), 'équipe')} pour {needed} au moins."
    field = it.definition.by_id.get("equipes")
    for place, row in enumerate(rows, start=1):
        column = field.column("equipe_structure") if field else None
        where = worded(column, row.get("equipe_structure"), it.context) if column else ""
        yield f"{place}. {row.get('equipe_nom') or 'Sans nom'}{f', {where}' if where else ''}, responsable{NB}: {row.get('equipe_responsable') or 'non indiqué'}."
    yield from (breach.message for breach in breaches(it.answers, it.context) if breach.field == "equipes")


def _budget(it: Examined) -> Iterator[str]:
    requested, ceiling = Decimal(it.snapshot["totals"]["requested"]), it.parameter("plafond_par_projet")
    most = f" pour un plafond de {money(ceiling)}" if ceiling else ""
    yield f"Aide demandée{NB}: {money(requested)}{most}."
    wrong = [breach.message for breach in breaches(it.answers, it.context) if breach.field != "equipes"]
    yield from wrong or ["Les lignes du budget respectent les règles de l’édition."]
    yield from (doubt.message for doubt in it.report.doubts)


def _papers(it: Examined) -> Iterator[str]:
    if not it.named(PAPERS["R9"]):
        yield "Ni CV ni devis n’est joint."


def _every_file(it: Examined) -> Iterator[str]:
    if not it.files:
        yield "Aucune pièce n’est jointe."
    yield "Relisez aussi les textes du dossier."


def _object(it: Examined) -> Iterator[str]:
    yield f"Axe principal{NB}: {_said(it, 'axe_principal') or 'aucun'}."
    yield from filter(None, (_excerpt(_said(it, "justification_axes")), _excerpt(_said(it, "resume_public"))))


def _twins(it: Examined) -> Iterator[str]:
    for twin in it.twins:
        yield f"{twin.number}, {quoted(twin.title)}{NB}: {twin.why}."
    if not it.twins:
        yield "Aucun autre dossier déposé n’a la même personne porteuse, ni le même titre."


def _funding(it: Examined) -> Iterator[str]:
    told = [(label, worded(it.definition.by_id[name], it.answers.get(name), it.context))
            for name, label in (("cofinancements", "Cofinancements"), ("financements_anterieurs", "Financements depuis cinq ans")) if name in it.definition.by_id]  # fmt: skip
    yield from (f"{label}{NB}: {text or 'aucun'}." for label, text in told)


def files_of(code: str, it: Examined) -> list[dict[str, object]]:
    """The files to open for a check, as the deposit keeps them."""
    return it.files if code == EVERY_FILE else it.named(PAPERS.get(code, ()))


def _said(it: Examined, name: str) -> str:
    field = it.definition.by_id.get(name)
    return worded(field, it.answers.get(name), it.context) if field else ""


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]}…"


LOOKS: dict[str, Callable[[Examined], Iterator[str]]] = {
    "R3": _lead, "R4": _teams, "R7": _budget, "R9": _papers, "R10": _every_file, "R11": _object, "R13": _twins,
    "R14": _funding,
}  # fmt: skip
