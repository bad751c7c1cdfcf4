"""What the personal page says of dossiers to those who lead or help write one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from applications.models import Application, Call, Membership
from applications.queries.messages import asked_of_teams
from applications.states import MembershipState, Phase, State, TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import moment

TONES = {
    State.DRAFT: "warm",
    State.DEPOSITED: "ok",
    State.COMPLEMENT: "warm",
    State.INELIGIBLE: "bad",
    State.LAUREATE: "ok",
    State.WITHDRAWN: "calm",
}
SHOWN = 20


class MyApplications:
    """« Mes dossiers »: for whoever leads one, and for whoever may open one."""

    key = "mes-dossiers"
    order = 10

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        call = Call.objects.current()
        # Ids first: « or a member » as a subquery would read every dossier of the call, for a page that everybody opens.
        joined = dict(Membership.objects.active().filter(user=user).values_list("application", "role"))
        mine = Application.objects.filter(Q(lead=user) | Q(pk__in=list(joined))).without_long_texts()
        rows = list(mine.select_related("call", "lead").order_by("-updated_at", "-pk")[:SHOWN])
        invited = (
            Membership.objects.visible_to(user, at)
            .addressed_to(user)
            .filter(state=MembershipState.INVITED, expires_at__gte=at)
        )
        waiting = invited.select_related("application__lead").order_by("pk")
        answering = [row for row in rows if joined.get(row.pk) != TeamRole.READER]
        if not rows and not waiting and user.roles:
            return None
        return PanelContent(
            title="Mes dossiers",
            items=(
                *map(_invitation, waiting),
                *_questions(answering, user, at),
                *(_line(application, user, at) for application in rows),
            ),
            empty=_nothing_yet(call, at),
            action=_start(call, at),
        )


def _invitation(membership: Membership) -> PanelItem:
    """An invitation that waits for this person's answer."""
    application = membership.application
    return PanelItem(
        label=application.label, url=reverse("applications:invitation", args=[membership.reference]),
        todo=f"Répondre à l’invitation de {application.lead}", detail=f"{application.lead} vous invite dans l’équipe.",
        state="Invitation", tone="warm", due_at=membership.expires_at, done=False,
    )  # fmt: skip


def _questions(rows: list[Application], user: User, at: datetime) -> Iterator[PanelItem]:
    """The messages of the coordination that wait for the answer of these dossiers' teams; one query."""
    asked = asked_of_teams([row.pk for row in rows], user, at)
    for application in rows:
        if message := asked.get(application.pk):
            yield PanelItem(
                label=application.label, url=reverse("applications:message_list", args=[application.reference]),
                note="Message de la coordination", detail=f"Écrit le {moment(message.written_at)}.",
                todo=f"Répondre à la coordination au sujet de {application.label}",
                state="En attente de votre réponse", tone="warm",
            )  # fmt: skip


def _line(application: Application, user: User, at: datetime) -> PanelItem:
    """A dossier with the next thing expected of its team; only its lead is asked to deposit it."""
    state = State(application.state)
    phase = application.call.phase(at)
    open_draft = state == State.DRAFT and phase <= Phase.OPEN
    is_lead = application.is_led_by(user)
    being_changed = application.reopened_at is not None and phase <= Phase.OPEN
    if state == State.COMPLEMENT:
        return _complement(application, is_lead, at)
    return PanelItem(
        label=application.label,
        url=reverse("applications:application_detail", args=[application.reference]),
        note=application.title if application.acronym else "",
        todo=f"Terminer et déposer {application.label}" if is_lead else f"Relire {application.label} avec l’équipe",
        detail=_next_step(application, state, phase)
        if is_lead
        else f"Porté par {application.lead}, qui seul ou seule dépose.",
        state="Rouvert" if being_changed else state.label,
        tone="warm" if being_changed else TONES.get(state, "open"),
        due_at=application.call.closes_at if is_lead and (open_draft or being_changed) else None,
        progress=application.completeness if open_draft else None,
        done=not (open_draft or (is_lead and being_changed)),
    )


def _complement(application: Application, is_lead: bool, at: datetime) -> PanelItem:
    """What a team is asked to complete, until when; late, it is no longer something to do."""
    asked = application.asked_complement
    due_at = asked.due_at if asked and at <= asked.due_at else None
    page = "complement" if asked else "application_detail"
    return PanelItem(
        label=application.label, url=reverse(f"applications:{page}", args=[application.reference]),
        note=application.title if application.acronym else "", todo=f"Compléter {application.label}",
        detail=_asked(is_lead) if due_at else "Le complément n’est pas venu dans le délai\u00a0: écrivez à la coordination.",
        state=State.COMPLEMENT.label, tone=TONES[State.COMPLEMENT], due_at=due_at, done=due_at is None,
    )  # fmt: skip


def _asked(is_lead: bool) -> str:
    asked = "La coordination demande de compléter le dossier"
    return f"{asked}." if is_lead else f"{asked}\u00a0; la personne porteuse envoie le complément."


def _next_step(application: Application, state: State, phase: Phase) -> str:
    if state == State.DRAFT:
        if phase > Phase.OPEN:
            return "Non déposé à la clôture. Le brouillon reste consultable."
        return "Prêt à déposer." if application.completeness == 100 else "À compléter, puis à déposer."
    if state == State.WITHDRAWN:
        return "Retiré. Il peut être rétabli jusqu’à la séance du comité."
    if application.last_deposited_at is None:
        return ""
    said = f"{application.shown_number}, déposé le {moment(application.last_deposited_at)}."
    if state == State.DEPOSITED and phase <= Phase.OPEN:
        if application.reopened_at:
            return f"{said} Des modifications attendent un nouveau dépôt\u00a0; la version déposée reste valable."
        return f"{said} Modifiable jusqu’à la clôture."
    return _under_review(application, state, said)


def _under_review(application: Application, state: State, said: str) -> str:
    if state == State.SCREENING:
        return f"{said} La recevabilité est en cours d’examen."
    if state == State.ELIGIBLE:
        return f"{said} Recevable\u00a0: il va être évalué."
    if state != State.DEPOSITED:
        return said
    if application.reopened_at:
        said += " Vos modifications suivantes n’ont pas été déposées."
    return f"{said} La recevabilité est en cours d’examen."


def _nothing_yet(call: Call | None, at: datetime) -> str:
    if call is None:
        return "Aucun appel à projets n’est ouvert."
    phase = call.phase(at)
    if phase == Phase.BEFORE:
        return f"Le dépôt ouvre le {moment(call.opens_at)}."
    if phase == Phase.OPEN:
        return f"Vous n’avez pas encore de dossier. Un brouillon s’ouvre en une minute\u00a0; clôture le {moment(call.closes_at)}."
    return f"Le dépôt est clos depuis le {moment(call.closes_at)}."


def _start(call: Call | None, at: datetime) -> tuple[str, str] | None:
    if call is None or call.phase(at) != Phase.OPEN:
        return None
    return ("Commencer un dossier", reverse("applications:application_start"))


register(MyApplications())
