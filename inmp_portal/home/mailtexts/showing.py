"""A text on somebody real, or on made-up values: what its reader would get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from inmp_portal.lib.templatetags.portal import WRITERS
from inmp_portal.outbox.documents import Filled, Source, context_of, delivered, fill
from inmp_portal.outbox.methods.markup import to_html, without_secrets
from inmp_portal.outbox.methods.proofing import vocabulary
from inmp_portal.outbox.methods.wording import holds_address, name_of
from inmp_portal.outbox.notices import Notice

_DATES = {*WRITERS, "date"} - {"money", "number", "size"}
_COUNTS = ("nb_", "taux_", "version_", "rang", "duree", "validite_")


@dataclass(frozen=True)
class Shown:
    """One mail as it would leave. `on` says with whose values; `recipients` is empty when they are made up."""

    on: str
    recipients: str
    subject: str
    html: SafeString


def show(kind: type[Notice], source: Source, sample: Notice | None, at: datetime) -> Shown:
    """A text that has no problem, filled. The personal links of others are hidden."""
    if sample is None:
        return _shown(fill(kind, source, made_up(kind, at)), "des valeurs d’exemple", "")
    return _shown(fill(kind, source, context_of(sample)), str(sample.obj), ", ".join(sample.recipients()))


def _shown(filled: Filled, on: str, recipients: str) -> Shown:
    parts = (without_secrets(part) for part in (filled.body, filled.signature, filled.footer))
    return Shown(on, recipients, without_secrets(filled.subject), mark_safe("\n".join(to_html(part) for part in parts)))


def made_up(kind: type[Notice], at: datetime) -> dict[str, Any]:
    """A value for each thing that the delivered text names, of the type that it asks for."""
    known = vocabulary(*delivered(kind))
    context: dict[str, Any] = {"adresse_contact": settings.CONTACT_EMAIL, "objet_court": "un exemple"}
    context |= {"lien_rgpd": f"{settings.SITE_URL}{settings.PERSONAL_DATA_PATH}"}
    rows = [heading.split(" in ") for heading in known.lists]
    loops = {variable for variable, _ in rows}
    for placeholder in [*sorted(known.names), *known.placeholders]:
        name = name_of(placeholder)
        root, _, leaf = name.partition(".")
        if root in loops:
            continue
        if not leaf:
            context[root] = _value(placeholder, at)
        elif isinstance(context.setdefault(root, {}), dict):
            context[root][leaf] = _value(placeholder, at)
        else:
            context[root] = {leaf: _value(placeholder, at)}
    for variable, rows_name in rows:
        context[rows_name] = [_row(variable, known.placeholders, at) for _ in range(2)]
    return context


def _row(variable: str, placeholders: list[str], at: datetime) -> Any:
    """One line of a list: a text, or a group of named values."""
    leaves = {name_of(one).partition(".")[2]: one for one in placeholders if name_of(one).startswith(f"{variable}.")}
    return {leaf: _value(one, at) for leaf, one in leaves.items()} or "un élément de la liste"


def _value(placeholder: str, at: datetime) -> Any:
    name, _, filters = placeholder.partition("|")
    first = filters.split("|")[0].split(":")[0]
    if first in _DATES:
        return at + timedelta(days=6)
    if first == "floatformat":
        return Decimal(42_000)
    leaf = name.rpartition(".")[2]
    if holds_address(leaf):
        return settings.CONTACT_EMAIL if leaf.startswith(("adresse", "courriel")) else f"{settings.SITE_URL}/exemple/"
    return 3 if leaf.startswith(_COUNTS) else f"[{leaf.replace('_', ' ')}]"
