"""What the coordination does once the call is closed: it screens every dossier, and asks one team for a complement."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from applications.actions.screening.answering import answer
from applications.actions.screening.asking import ask
from applications.actions.screening.reminding import remind_complements
from applications.actions.screening.ruling import rule
from applications.actions.screening.starting import start
from applications.demo.calendar import Moment
from applications.demo.prose import Sheet
from applications.demo.sheets import sheets
from applications.models import Application, Call
from applications.queries.screening.dossier import screening_of
from applications.sections.screening.checks import checks_of
from applications.states import Finding, State
from inmp_portal.accounts.models import User
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import add

_COORDINATION, _DIRECTION = "solene.varengeville@inmp.example", "aurelien.caudebec@inmp.example"
_STILL_AWAITED = {"visa_direction": "", "devis": "devis des analyses"}  # as the sheet's `motif_complement` says
_RECEIVED = "Visas signés reçus par courriel."
_TOO_LITTLE = "Le devis joint ne porte pas sur les analyses par panel de gènes."


def moments_of_the_desk(call: Call, until: datetime) -> list[Moment]:
    """The first days after the close: read one by one, read again, then decided on the Friday; and the reminders."""
    closed_on = call.closes_at.astimezone(PARIS).date()
    first, second, last = (datetime.combine(add(closed_on, days), time(9, 30), PARIS) for days in (1, 2, 4))
    deeds = []
    for order, sheet in enumerate(one for one in sheets() if one.get("depose_le")):
        asks = "motif_complement" in sheet
        for begins, deed in ((first, "screen"), (second, "second"), (last, "complete" if asks else "declare")):
            deeds.append(Moment(begins + timedelta(minutes=20 * order), sheet["acronyme"], deed))
    deeds += [Moment(datetime.combine(add(closed_on, days), time(9), PARIS), "", "recall") for days in (6, 8)]
    return [deed for deed in deeds if deed.at <= until]


def do(deed: str, sheet: Sheet, application: Application, at: datetime) -> bool:
    """One deed on one dossier, by its real action; False when it is done already, or has no place any more."""
    by = User.objects.get(email=_DIRECTION if deed == "second" else _COORDINATION)
    if deed == "screen":
        return application.state == State.DEPOSITED and _screen(sheet, application, by, at)
    screening = screening_of(application)
    if screening is None or application.state != State.SCREENING:
        return False
    if deed == "second":
        if screening.answers.filter(code="R11", answered_by=by).exists():
            return False
        answer(screening=screening, code="R11", finding=Finding.YES, reason="", by=by, at=at)
    elif deed == "declare":
        rule(screening=screening, outcome=State.ELIGIBLE, motive="", by=by, at=at)
    else:
        days = application.call.parameter("delai_complement_jours_ouvres")
        due_at = datetime.combine(add(at.astimezone(PARIS).date(), days), time(23, 59, 59), PARIS)
        ask(screening=screening, named=_STILL_AWAITED, message=sheet["motif_complement"], due_at=due_at, by=by, at=at)
    return True


def recall(at: datetime) -> bool:
    """The portal's own deed: its reminders."""
    return bool(remind_complements(at=at))


def _screen(sheet: Sheet, application: Application, by: User, at: datetime) -> bool:
    screening = start(application=application, by=by, at=at)
    awaited = "motif_complement" in sheet
    for check in checks_of(screening.checks):
        if check.code == "R6" and not awaited:
            answer(screening=screening, code="R6", finding=Finding.YES, reason=_RECEIVED, by=by, at=at)
        elif check.code == "R9" and awaited:
            answer(screening=screening, code="R9", finding=Finding.NO, reason=_TOO_LITTLE, by=by, at=at)
        elif not check.is_automatic:
            answer(screening=screening, code=check.code, finding=Finding.YES, reason="", by=by, at=at)
    return True
