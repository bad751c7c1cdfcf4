"""/dossiers/<référence>/pieces/… – join a file, describe it, take it out, fetch it.

Without JavaScript the answer is the section's page with a sentence; the upload script asks for JSON and gets the same
sentence with the question's new list.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.generic import View

from applications.actions.attaching import attach, describe, remove
from applications.models import Application, Attachment
from applications.queries.attachments import file_panel
from applications.queries.definitions import definition_for
from applications.rules.attaching import can_attach, can_read
from applications.views.depositing.own import own_applications
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock, french
from inmp_portal.lib.files.serving import served
from inmp_portal.lib.verdict import Refused


class AttachmentAdd(LoginRequiredMixin, View):
    """POST `field` with the file as `fichier-<field>`, a figure with its `legende-<field>` and `alternative-<field>`.

    Without JavaScript the form carries the files chosen for other questions too: they are joined as well, not lost.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        pressed = request.POST.get("field", "")
        application = get_object_or_404(own_applications(_person(request), clock.now()), reference=reference)
        others = [name.removeprefix("fichier-") for name in request.FILES]
        for field in dict.fromkeys(others):
            if field != pressed:
                _tell(request, *_attempt(partial(_attached, request, application, field)))
        said = _attempt(partial(_attached, request, application, pressed))
        return _answer(request, application, pressed, *said)


class AttachmentChange(LoginRequiredMixin, View):
    """POST – something is done with one file of one's own dossier; `act` does it and says so."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
        at = clock.now()
        own = Attachment.objects.visible_to(request.user, at).filter(application__lead=_person(request))
        found = own.select_related("application__call", "application__lead")
        attachment = get_object_or_404(found, application__reference=reference, key=key)
        said = _attempt(partial(self.act, attachment, _person(request), at))
        return _answer(request, attachment.application, attachment.field, *said)

    def act(self, attachment: Attachment, by: User, at: datetime) -> str:
        raise NotImplementedError


class AttachmentRemove(AttachmentChange):
    """POST – the file leaves the working copy; a deposited version keeps it."""

    def act(self, attachment: Attachment, by: User, at: datetime) -> str:
        remove(attachment=attachment, by=by, at=at)
        return f"« {attachment.name} » est retiré du dossier."


class AttachmentDescribe(AttachmentChange):
    """POST `legende-<key>` and `alternative-<key>` – the words of a figure already joined."""

    def act(self, attachment: Attachment, by: User, at: datetime) -> str:
        caption, alt_text = (
            self.request.POST.get(f"{name}-{attachment.key}", "") for name in ("legende", "alternative")
        )
        describe(attachment=attachment, by=by, at=at, caption=caption, alt_text=alt_text)
        return f"La légende de « {attachment.name} » est enregistrée."


class AttachmentDownload(LoginRequiredMixin, View):
    """GET – the file itself, as a download, for whoever may read it; 404 for everybody else."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, reference: str, key: UUID) -> HttpResponseBase:
        at = clock.now()
        found = Attachment.objects.visible_to(request.user, at).select_related("application")
        attachment = get_object_or_404(found, application__reference=reference, key=key)
        if not can_read(request.user, attachment, at):
            raise Http404
        return served(attachment.sha256, name=attachment.name, content_type=attachment.content_type)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)  # LoginRequiredMixin has seen to it


def _attached(request: HttpRequest, application: Application, field: str) -> str:
    uploaded = request.FILES.get(f"fichier-{field}")
    if uploaded is None:
        raise Refused("Choisissez d’abord un fichier.")
    joined = attach(
        application=application, by=_person(request), at=clock.now(), field=field, uploaded=uploaded,
        caption=request.POST.get(f"legende-{field}", ""), alt_text=request.POST.get(f"alternative-{field}", ""),
    )  # fmt: skip
    return f"« {joined.name} » est joint au dossier ({joined.described})."


def _attempt(act: Callable[[], str]) -> tuple[bool, str]:
    """Do it: what was done, or why not."""
    try:
        return True, french.spaced(act())
    except Refused as refusal:
        return False, refusal.reason


def _tell(request: HttpRequest, is_done: bool, said: str) -> None:
    (messages.success if is_done else messages.error)(request, said)


def _answer(request: HttpRequest, application: Application, field: str, is_done: bool, said: str) -> HttpResponse:
    """Say it in the way that was asked for."""
    if request.accepts("text/html"):
        _tell(request, is_done, said)
        return redirect(_section_url(application, field))
    html = _panel(request, application, field)
    return JsonResponse({"ok": is_done, "message": said, "html": html}, status=200 if is_done else 409)


def _panel(request: HttpRequest, application: Application, field: str) -> str:
    if field not in definition_for(application.call).by_id:
        return ""
    editable = bool(can_attach(request.user, application, clock.now()))
    context = {"panel": file_panel(application, field), "application": application, "editable": editable}
    return render_to_string("applications/drafting/_files.html", context, request)


def _section_url(application: Application, field: str) -> str:
    question = definition_for(application.call).by_id.get(field)
    if question is None:
        return reverse("applications:application_detail", args=[application.reference])
    return reverse("applications:section_edit", args=[application.reference, question.section]) + f"#champ-{field}"
