"""« Pas de réponse attendue »: one message no longer waits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.actions.messages.settling import settle
from applications.models import Application, Message
from applications.rules.messages import can_settle
from applications.views.coordination.access import CoordinationMixin
from applications.views.depositing.own import own_applications
from applications.views.messages.thread import desk_application
from inmp_portal.lib.views import ActionView


class Settle(ActionView):
    """/dossiers/<ref>/messages/<clé>/sans-reponse/ – GET says what will happen, POST does it."""

    rule = can_settle
    template_name = "applications/messages/settle.html"
    page: ClassVar[str] = "message_list"

    def found_application(self) -> Application:
        own = own_applications(self.request.user, self.at)
        found: Application = get_object_or_404(own, reference=self.kwargs["reference"])
        return found

    def get_object(self) -> Message:
        application = self.found_application()
        rows = Message.objects.visible_to(self.request.user, self.at).filter(application=application)
        message = get_object_or_404(rows.select_related("author"), key=self.kwargs["key"])
        message.application = application
        return message

    def act(self, form: Form) -> str:
        settle(message=self.object, by=self.request.user, at=self.at)
        return "Ce message n’attend plus de réponse."

    def get_success_url(self) -> str:
        return reverse(f"applications:{self.page}", args=[self.kwargs["reference"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        application = self.object.application
        return super().get_context_data(
            application=application, message=self.object, back=self.get_success_url(), **kwargs
        )


class DeskSettle(CoordinationMixin, Settle):
    """/pilotage/dossiers/<ref>/messages/<clé>/sans-reponse/"""

    page = "desk_message_list"

    def found_application(self) -> Application:
        return desk_application(self)
