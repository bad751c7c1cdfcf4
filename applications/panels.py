"""What the personal page says of dossiers: to those who lead one, and to the coordination."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from applications.models import Application, Call, Document, Membership
from applications.queries.criteria import Half
from applications.states import DocumentState, MembershipState, Phase, State
from inmp_portal.accounts.models import User
from inmp_portal.accounts.rules import is_coordinator, is_director
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import counted, moment
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

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
        joined = list(Membership.objects.active().filter(user=user).values_list("application", flat=True))
        mine = Application.objects.filter(Q(lead=user) | Q(pk__in=joined)).without_long_texts()
        rows = list(mine.select_related("call", "lead").order_by("-updated_at", "-pk")[:SHOWN])
        invited = (
            Membership.objects.visible_to(user, at)
            .addressed_to(user)
            .filter(state=MembershipState.INVITED, expires_at__gte=at)
        )
        waiting = invited.select_related("application__lead").order_by("pk")
        if not rows and not waiting and user.roles:
            return None
        return PanelContent(
            title="Mes dossiers",
            items=(*map(_invitation, waiting), *(_line(application, user, at) for application in rows)),
            empty=_nothing_yet(call, at),
            action=_start(call, at),
        )


class AllApplications:
    """« Dossiers de l’édition »: how many and where, for the coordination and the direction."""

    key = "coordination"
    order = 20

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        call = Call.objects.current()
        if call is None or not (is_coordinator(user) or is_director(user)):
            return None
        return PanelContent(title="Dossiers de l’édition", intro=call.title, items=_counts(user, call, at))


def _invitation(membership: Membership) -> PanelItem:
    """An invitation that waits for this person's answer."""
    application = membership.application
    return PanelItem(
        label=application.label, url=reverse("applications:invitation", args=[membership.reference]),
        todo=f"Répondre à l’invitation de {application.lead}", detail=f"{application.lead} vous invite dans l’équipe.",
        state="Invitation", tone="warm", due_at=membership.expires_at, done=False,
    )  # fmt: skip


def _line(application: Application, user: User, at: datetime) -> PanelItem:
    """A dossier with the next thing expected of its team; only its lead is asked to deposit it."""
    state = State(application.state)
    phase = application.call.phase(at)
    open_draft = state == State.DRAFT and phase <= Phase.OPEN
    is_lead = application.is_led_by(user)
    being_changed = application.reopened_at is not None and phase <= Phase.OPEN
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


def _counts(user: User, call: Call, at: datetime) -> tuple[PanelItem, ...]:
    """How many dossiers, mails and PDFs in trouble, each with its list: three queries whatever their number."""
    has = Application.objects.visible_to(user, at).filter(call=call).aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        deposited=Count("pk", filter=Q(first_deposited_at__isnull=False) & ~Q(state=State.WITHDRAWN)),
        withdrawn=Count("pk", filter=Q(first_deposited_at__isnull=False, state=State.WITHDRAWN)),
    )  # fmt: skip
    failed = Mail.objects.visible_to(user, at).filter(state=MailState.FAILED).count()
    listed, mails = reverse("applications:coordination_list"), reverse("home:mail_list")
    lines = [
        PanelItem(label=counted(has["deposited"], "dossier déposé", "dossiers déposés"), url=listed),
        PanelItem(
            label=counted(has["drafts"], "brouillon"),
            url=f"{listed}?volet={Half.DRAFTS}",
            detail="Titre, axe et complétude seulement, jusqu’au dépôt.",
        ),
    ]
    if has["withdrawn"]:
        said = counted(has["withdrawn"], "dossier déposé puis retiré", "dossiers déposés puis retirés")
        lines.append(PanelItem(label=said, url=f"{listed}?etat={State.WITHDRAWN}"))
    if failed:
        said = counted(failed, "courriel en échec", "courriels en échec")
        lines.append(PanelItem(label=said, url=f"{mails}?etat={MailState.FAILED}", state="À traiter", tone="bad"))
    if given_up := Document.objects.visible_to(user, at).filter(state=DocumentState.FAILED).count():
        listed = reverse("applications:document_list")
        lines.append(PanelItem(label=f"{given_up} PDF en échec", url=listed, state="À traiter", tone="bad"))
    return tuple(lines)


register(MyApplications())
register(AllApplications())
