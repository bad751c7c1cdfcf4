"""The messages of one dossier, on the team's side and on the coordination's: the same page, read from two places."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any, ClassVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.actions.messages.writing import ReadersChanged, Said, write
from applications.forms.messages import MessageForm
from applications.models import Application
from applications.queries.messages import mark_of, readers_of, thread_of
from applications.rules import messages as rules
from applications.states import Audience, Side
from applications.views.coordination.access import CoordinationMixin
from applications.views.depositing.own import own_applications
from inmp_portal.lib.verdict import Refused, Verdict
from inmp_portal.lib.views import ActionView


class Thread(ActionView):
    """/dossiers/<ref>/messages/ – for the whole team; a reader reads."""

    queryset = own_applications
    rule = rules.can_write
    form_class = MessageForm  # type: ignore[assignment]  # it asks for the side: `get_form_kwargs`
    template_name = "applications/messages/thread.html"
    side: ClassVar[Side] = Side.TEAM
    page: ClassVar[str] = "message_list"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"side": self.side}

    def get_initial(self) -> dict[str, Any]:
        return {"awaits_answer": self.side == Side.TEAM}

    def form_valid(self, form: Form) -> HttpResponse:
        """Refused for what it says: everything typed stays, beside the readers as they are now."""
        try:
            return self.redirected(self.act(form))
        except ReadersChanged as refusal:
            form.add_error(None, refusal.reason)
        except Refused as refusal:
            self.verdict = Verdict.no(refusal.reason)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422 if self.verdict else 409)

    def act(self, form: Form) -> str:
        data = form.cleaned_data
        said = Said(
            key=data["key"], body=data["body"], audience=data.get("audience", Audience.EVERYBODY),
            awaits_answer=data["awaits_answer"], seen=data["seen"],
        )  # fmt: skip
        message = write(application=self.object, said=said, by=self.request.user, at=self.at)
        if message.is_note:
            return "Votre note interne est enregistrée. L’équipe ne la voit pas."
        return "Votre message est envoyé."

    def get_success_url(self) -> str:
        return reverse(f"applications:{self.page}", args=[self.object.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        readers = readers_of(self.object)
        context = super().get_context_data(application=self.object, **kwargs)
        return context | {
            "thread": thread_of(self.object, self.request.user, self.at), "side": self.side,
            "readers": readers[Audience.EVERYBODY], "note_readers": readers[Audience.COORDINATION],
            "mark": mark_of(readers), "key": _key_of(context["form"]), "is_desk": self.side == Side.COORDINATION,
            "settle_page": "applications:desk_message_settle" if self.side == Side.COORDINATION else "applications:message_settle",
        }  # fmt: skip


class DeskThread(CoordinationMixin, Thread):
    """/pilotage/dossiers/<ref>/messages/ – notes included; 404 for a dossier of one's own team."""

    side = Side.COORDINATION
    page = "desk_message_list"
    reads_only = True

    def get_object(self) -> Application:
        return desk_application(self)


def desk_application(view: Any) -> Application:
    """The dossier that an address of the coordination names, whatever its state: a team writes before it deposits too."""
    rows = Application.objects.visible_to(view.request.user, view.at).filter(call=view.call)
    rows = rows.select_related("call", "lead", "main_axis").defer("answers", "search", "call__form")
    application: Application = get_object_or_404(rows, reference=view.kwargs["reference"])
    if not rules.can_read_as_coordination(view.request.user, application, view.at):
        raise Http404
    return application


def _key_of(form: Form) -> str:
    """Of the sending that goes on after an error, else a new one; what is no key is dropped."""
    with suppress(ValueError):
        return str(uuid.UUID(str(form.data.get("key"))))
    return str(uuid.uuid4())
