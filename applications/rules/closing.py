"""The opening and the close of the deposits: has the one come, has the other gone by, and in which words.

Opening a draft, writing, depositing and what follows a deposit all ask here, each saying what the close means for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from inmp_portal.lib.french import moment
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from applications.models import Application, Call


def opens_on(call: Call) -> str:
    """Before the opening, what one waits for."""
    return f"Le dépôt ouvre le {moment(call.opens_at)}, heure de Paris."


def closed_on(closing: datetime) -> str:
    """The close gone by; the sentence is left open for what it means."""
    return f"Le dépôt est clos depuis le {moment(closing)}, heure de Paris"


def closed_since(application: Application) -> str:
    """The close of this dossier, and what becomes of what was written."""
    kept = "La version déposée reste valable." if application.deposit_count else "Votre brouillon reste consultable."
    return f"{closed_on(application.closing)}. {kept}"


def is_open_for(application: Application, at: datetime, *, closed: str = "") -> Verdict:
    """Between the opening and this dossier's own deadline; `closed` is said instead of `closed_since`."""
    if at < application.call.opens_at:
        return Verdict.no(opens_on(application.call))
    if at > application.deadline:
        return Verdict.no(closed or closed_since(application))
    return Verdict.yes()


def is_complement_open(application: Application, at: datetime) -> Verdict:
    """Until the date of the complement that is asked for, included."""
    complement = application.asked_complement
    if complement is None:
        return Verdict.no("Aucun complément n’est demandé, ou il ne l’est plus.")
    if at > complement.due_at:
        return Verdict.no(late_complement(complement.due_at))
    return Verdict.yes()


def late_complement(due_at: datetime) -> str:
    """The date gone by, and who may still do something about it."""
    return (
        f"Le complément était attendu jusqu’au {moment(due_at)}, heure de Paris\u00a0: il ne peut plus être modifié ni envoyé. "
        "Écrivez à la coordination, qui peut accorder un délai."
    )
