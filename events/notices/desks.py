"""To the expert of a desk (M22, « information à l’interlocuteur »): the agenda changed once it was settled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from events.models import Registration, Slot
from events.notices.links import link
from events.rules.booking import frozen_from
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import short_moment
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice

TAKEN, OFFERED, CLOSED, FREE = "pris", "propose", "ferme", "libre"


class AgendaChanged(Notice):
    """About one slot; neither names nor questions: the agenda itself, behind the sign-in, has them."""

    kind = "guichet_change"
    about = About(
        "Cafés de l’INMP",
        "Agenda d’un guichet changé",
        "Interlocuteur ou interlocutrice du guichet",
        "À un changement après l’arrêt des agendas",
    )
    app = "events"
    obj: Slot

    def __init__(self, slot: Slot, holder: Registration | None) -> None:
        """`slot` comes with its desk's café, call and expert; `holder` has it or is offered it."""
        super().__init__(slot)
        self.standing = _standing(slot, holder)

    def recipients(self) -> list[str]:
        return [self.obj.desk.expert.email] if self.obj.desk.expert else []

    def subject_matter(self) -> str:
        return f"votre guichet au café de l’INMP, le {short_moment(self.obj.starts_at)}"

    def contact(self) -> str:
        return self.obj.desk.cafe.call.contact_email

    def expires_at(self) -> datetime:
        return self.obj.starts_at

    def context(self) -> dict[str, Any]:
        slot, desk = self.obj, self.obj.desk
        return {
            "prenom": desk.expert.first_name if desk.expert else "",
            "nom": desk.expert.last_name if desk.expert else "",
            "gel": frozen_from(desk.cafe),
            "guichet": desk.said,
            "debut": slot.starts_at.astimezone(PARIS),
            "fin": slot.ends_at.astimezone(PARIS),
            "creneau": self.standing,
            "lien_agenda": link("desk_agenda", slug=desk.cafe.slug, code=desk.code),
        }

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Only while the desk is still that expert's."""
        slot = Slot.objects.filter(pk=mail.object_id).select_related("desk__expert").first()
        if slot is None or slot.desk.expert is None or slot.desk.expert.email not in mail.to:
            return Verdict.no("Le guichet n’est plus tenu par cette personne.")
        return Verdict.yes()


def _standing(slot: Slot, holder: Registration | None) -> str:
    if holder is not None:
        return TAKEN if holder.state == RegistrationState.CONFIRMED else OFFERED
    return CLOSED if slot.closed_at else FREE
