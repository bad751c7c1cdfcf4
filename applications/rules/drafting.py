"""May this person open a draft, and write in a dossier, at this instant?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application, Call
from applications.rules.closing import closed_on, is_complement_open, is_open_for, opens_on
from applications.states import Phase, State, TeamRole
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

DRAFTS_MAX = 5  # of one person in one call: more would be a mistake or an abuse


def can_open_draft(user: User | AnonymousUser, call: Call, at: datetime) -> Verdict:
    """While the call is open, for who has neither deposited as many dossiers as allowed nor too many drafts."""
    if not user.is_authenticated:
        return Verdict.no("Identifiez-vous pour commencer un dossier.")
    phase = call.phase(at)
    if phase == Phase.BEFORE:
        return Verdict.no(opens_on(call))
    if phase != Phase.OPEN:
        return Verdict.no(f"{closed_on(call.closes_at)}. Pour toute question, écrivez à {call.contact_email}.")
    own = list(Application.objects.led_by(user).filter(call=call).values_list("state", "deposit_count"))
    deposited = sum(1 for state, deposits in own if deposits and state != State.WITHDRAWN)
    if deposited >= call.parameter("dossiers_max_par_porteur"):
        return Verdict.no("Vous avez déjà déposé un dossier dans cette édition\u00a0: rouvrez-le pour le modifier.")
    if sum(1 for state, _ in own if state == State.DRAFT) >= DRAFTS_MAX:
        return Verdict.no(f"Vous avez déjà {DRAFTS_MAX} brouillons\u00a0: reprenez l’un d’eux ou retirez-en un.")
    return Verdict.yes()


def can_edit(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """The lead and the co-leads, until the close (or the extension): a draft, or a deposited dossier reopened.

    Then a complement, until its own date.
    """
    role = application.role_of(user)
    if role == TeamRole.READER:
        return Verdict.no("Vous lisez ce dossier sans pouvoir le modifier\u00a0: vous y êtes en lecture seule.")
    if role is None:
        return Verdict.no("Seule l’équipe du dossier peut le modifier.")
    if application.state == State.WITHDRAWN:
        return Verdict.no("Ce dossier est retiré\u00a0: rétablissez-le pour le modifier.")
    if application.state == State.COMPLEMENT:  # what the request names, and nothing else: rules.complementing
        return is_complement_open(application, at)
    if application.state not in (State.DRAFT, State.DEPOSITED):
        return Verdict.no("L’examen du dossier a commencé\u00a0: il n’est plus modifiable.")
    read_only = f"{closed_on(application.closing)}\u00a0: le dossier est en lecture seule."
    if not (verdict := is_open_for(application, at, closed=read_only)):
        return verdict
    if application.state == State.DEPOSITED and application.reopened_at is None:
        return Verdict.no("Ce dossier est déposé\u00a0: rouvrez-le pour le modifier. La version déposée reste valable.")
    return Verdict.yes()
