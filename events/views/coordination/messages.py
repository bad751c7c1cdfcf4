"""/pilotage/cafes/<slug>/messages/ – what was written to groups, and a new message: shown, tried, then sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from events.actions.coordination.writing import send_test, send_to_group
from events.forms.coordination.listing import RegistrationFilter
from events.forms.coordination.messages import MessageForm
from events.methods.writing.placeholders import fill
from events.models import GroupMessage
from events.notices.messages import HIDDEN_LINK, values_for
from events.queries.coordination.recipients import recipients_of
from events.rules.coordinating import can_write
from events.views.coordination.base import CafeAction, CafeDesk
from inmp_portal.lib.french import counted
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused, Verdict


class MessageHistory(CafeDesk):
    """GET …/messages/"""

    template_name = "events/coordination/messages/history.html"
    tab = "messages"

    def read(self) -> dict[str, Any]:
        sent = GroupMessage.objects.visible_to(self.request.user, self.at).filter(cafe=self.cafe)
        return {"sent": list(sent.select_related("sent_by").order_by("-sent_at", "-pk")[:100])}


UNSEEN = "Le texte n’est pas celui de l’aperçu\u00a0: relisez-le ci-dessous, puis envoyez-le."


class WriteMessage(CafeAction):
    """GET/POST …/messages/nouveau/ — the filter lies in the address; POST shows, tries (« essayer ») or sends (« envoyer »)."""

    rule = can_write
    form_class = MessageForm
    template_name = "events/coordination/messages/write.html"
    tab = "messages"
    back = "cafe_messages"

    def people(self) -> list[Any]:
        """Those whom the address chooses, read once."""
        if not hasattr(self, "_people"):
            self.filter = RegistrationFilter(self.request.GET, cafe=self.object)
            found = recipients_of(self.filter.criteria(), cafe=self.object, user=self.request.user, at=self.at)
            self._people = list(found)
        return self._people

    def get_initial(self) -> dict[str, Any]:
        return {"reference": new_reference(10), "expected": len(self.people())}

    def form_valid(self, form: Any) -> HttpResponse:
        if "envoyer" in self.request.POST and form.is_seen:
            return super().form_valid(form)
        shown, refused = None, Verdict.no(UNSEEN) if "envoyer" in self.request.POST else None
        people = self.people()
        if people:
            shown = self._shown(form, people[0])
            refused = self._try(form, people[0]) if "essayer" in self.request.POST else refused
        form.data = {**form.data.dict(), "expected": len(people), "seen": form.digest}
        status = 200 if refused is None else 409
        return self.render_to_response(self.get_context_data(form=form, shown=shown, refused=refused), status=status)

    def _shown(self, form: Any, person: Any) -> dict[str, Any]:
        person.cafe = self.object
        values = values_for(person, link=HIDDEN_LINK)
        draft = form.draft()
        return {"to": person, "subject": fill(draft.subject, values), "body": fill(draft.body, values)}

    def _try(self, form: Any, person: Any) -> Verdict | None:
        try:
            send_test(cafe=self.object, registration=person, draft=form.draft(), by=self.request.user, at=self.at)
        except Refused as refusal:
            return Verdict.no(refusal.reason)
        messages.success(self.request, f"L’essai part à {self.request.user.email}.")
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = self.people()
        kept = {"people": people, "filter": self.filter, "chips": self.filter.chips()}
        return super().get_context_data(**kept, **kwargs)

    def act(self, form: Any) -> str:
        self.people()
        sent = send_to_group(
            cafe=self.object, criteria=self.filter.criteria(), draft=form.draft(), by=self.request.user, at=self.at,
            expected=form.cleaned_data["expected"],
        )  # fmt: skip
        return f"Le message part à {counted(sent.recipient_count, 'personne')}."
