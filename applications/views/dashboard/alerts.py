"""What calls for the coordination's attention, pressing things and less pressing ones, each with where it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from applications.models import Axis, Call, Document
from applications.queries.criteria import Half
from applications.queries.dashboard import Figures
from applications.states import DocumentState, Phase, State
from inmp_portal.lib.french import counted
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

EARLY_WARNING = timedelta(days=21)


@dataclass(frozen=True)
class Alert:
    """What calls for attention, where it is seen, how much it presses: bad, warm or calm."""

    said: str
    url: str
    tone: str


def alerts_of(call: Call, axes: Mapping[int, Axis], found: Figures, *, user: Any, at: datetime) -> list[Alert]:
    """In the order in which they are told; two queries."""
    return [*_axes_without(call, axes, found, at), *_waiting(call, found, at), *_troubles(user, at)]


def _axes_without(call: Call, axes: Mapping[int, Axis], found: Figures, at: datetime) -> list[Alert]:
    """Three weeks before the close an axis that nobody writes for can still be called to mind."""
    if not call.opens_at <= at or at < call.closes_at - EARLY_WARNING:
        return []
    said = []
    for key, axis in axes.items():
        name = f"Axe {axis.number}, {axis.short_title}"
        if not found.deposited_in(key) and call.phase(at) > Phase.OPEN:
            said.append(Alert(f"{name}\u00a0: aucun dossier déposé.", "", "warm"))
        elif not found.deposited_in(key) and not found.drafts_in(key):
            said.append(Alert(f"{name}\u00a0: ni dossier déposé ni brouillon.", "", "bad"))
        elif not found.deposited_in(key):
            drafts = counted(found.drafts_in(key), "brouillon en cours", "brouillons en cours")
            said.append(Alert(f"{name}\u00a0: aucun dossier déposé, {drafts}.", _drafts(axis.number), "warm"))
    return said


def _waiting(call: Call, found: Figures, at: datetime) -> list[Alert]:
    """While the call is open: work that is done, or nearly, and that would not count."""
    if call.phase(at) != Phase.OPEN:
        return []
    said = []
    if found.ready:
        text = counted(found.ready, "brouillon complet n’est pas déposé.", "brouillons complets ne sont pas déposés.")
        said.append(Alert(text, f"{_drafts(None)}&order=-completude", "warm"))
    if found.reopened:
        text = counted(found.reopened, "dossier rouvert n’est pas redéposé\u00a0; sa version précédente reste valable.",
                       "dossiers rouverts ne sont pas redéposés\u00a0; leurs versions précédentes restent valables.")  # fmt: skip
        said.append(Alert(text, f"{reverse('applications:coordination_list')}?etat={State.DEPOSITED}", "calm"))
    return said


def _troubles(user: Any, at: datetime) -> list[Alert]:
    """What the portal could not do by itself."""
    said = []
    if failed := Mail.objects.visible_to(user, at).filter(state=MailState.FAILED).count():
        url = f"{reverse('home:mail_list')}?etat={MailState.FAILED}"
        said.append(Alert(counted(failed, "courriel en échec.", "courriels en échec."), url, "bad"))
    if given_up := Document.objects.visible_to(user, at).filter(state=DocumentState.FAILED).count():
        said.append(Alert(f"{given_up} PDF en échec.", reverse("applications:document_list"), "bad"))
    return said


def _drafts(axis: int | None) -> str:
    said = {"volet": Half.DRAFTS, **({"axe": axis} if axis else {})}
    return f"{reverse('applications:coordination_list')}?{urlencode(said)}"
