"""What the personal page says of a call to the coordination: how many dossiers and where, what is in trouble."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from applications.models import Application, Call, Document
from applications.queries.criteria import Half
from applications.queries.messages import waiting_for_answer
from applications.states import DocumentState, Phase, State
from inmp_portal.accounts.models import User
from inmp_portal.accounts.rules import is_coordinator, is_director
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import counted
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState


class AllApplications:
    """« Dossiers de l’édition »: how many and where, for the coordination and the direction."""

    key = "coordination"
    order = 20

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        if not (is_coordinator(user) or is_director(user)):
            return None
        call = Call.objects.current()
        if call is None:
            return None
        return PanelContent(title="Dossiers de l’édition", intro=call.title, items=_counts(user, call, at))


def _counts(user: User, call: Call, at: datetime) -> tuple[PanelItem, ...]:
    """How many dossiers, mails and PDFs in trouble, each with its list: four queries whatever their number."""
    has = Application.objects.visible_to(user, at).filter(call=call).aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        deposited=Count("pk", filter=Q(first_deposited_at__isnull=False) & ~Q(state=State.WITHDRAWN)),
        to_screen=Count("pk", filter=Q(state=State.DEPOSITED)), screened=Count("pk", filter=Q(state=State.SCREENING)),
        completed=Count("pk", filter=Q(state=State.COMPLEMENT)),
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
    if call.phase(at) > Phase.OPEN and (screened := _screened(has)):
        lines.append(screened)
    if asked := waiting_for_answer(user, call, at):
        said = counted(asked, "message en attente de votre réponse", "messages en attente de votre réponse")
        page = reverse("applications:message_desk")
        lines.append(PanelItem(label=said, url=page, state="À traiter", tone="warm"))
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


def _screened(has: dict[str, int]) -> PanelItem | None:
    """What the screening still asks of the coordination, and of the teams."""
    told = [
        said
        for count, said in (
            (has["to_screen"], counted(has["to_screen"], "dossier à examiner", "dossiers à examiner")),
            (has["screened"], f"{has['screened']} en cours"),
            (has["completed"], counted(has["completed"], "complément attendu", "compléments attendus")),
        )
        if count
    ]
    if not told:
        return None
    return PanelItem(label="Recevabilité", url=reverse("applications:screening_list"), detail=f"{', '.join(told)}.")


register(AllApplications())
