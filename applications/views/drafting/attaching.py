"""/dossiers/<référence>/pieces/… – join a file, describe it, take it out, fetch it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from applications.actions.attaching import attach, describe, remove
from applications.models import Attachment
from applications.rules.attaching import can_attach, can_read
from applications.views.drafting.files import WORDS, FilePage, Told
from inmp_portal.accounts.models import User
from inmp_portal.accounts.web.signed_in import person_of
from inmp_portal.lib import clock, french
from inmp_portal.lib.files.naming import printable
from inmp_portal.lib.files.refusals import Rejected
from inmp_portal.lib.files.serving import served
from inmp_portal.lib.verdict import Refused


class AttachmentAdd(FilePage):
    """POST `field` with the file as `fichier-<field>`, a figure with its `legende-<field>` and `alternative-<field>`.

    Without JavaScript the form carries the files chosen for other questions too: they are joined as well, not lost.
    """

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        pressed = request.POST.get("field", "")
        others = [name.removeprefix("fichier-") for name in request.FILES]
        fields = [field for field in dict.fromkeys(others) if field != pressed]
        return self.answer(pressed, [self.attempt(field) for field in [*fields, pressed]])

    def attempt(self, field: str) -> Told:
        """Join the file of one question; without a script its page has several, and each refusal names its file."""
        uploaded = self.request.FILES.get(f"fichier-{field}")
        if uploaded is None:
            return Told(field, False, "Choisissez d’abord un fichier.")
        words = {part: self.request.POST.get(f"{name}-{field}", "") for part, name in WORDS.items()}
        act = partial(
            attach,
            application=self.application,
            by=person_of(self.request),
            at=clock.now(),
            field=field,
            uploaded=uploaded,
        )
        try:
            joined = act(**words)
        except Refused as refusal:
            return Told(field, False, self.refused_words(field, uploaded.name or "", refusal))
        return Told(field, True, french.spaced(f"« {joined.name} » est joint au dossier ({joined.described})."))

    def refused_words(self, field: str, name: str, refusal: Refused) -> str:
        """Beside the file's own list of the script the reason is enough; on a whole page it needs the name and what to do."""
        if not self.request.accepts("text/html"):
            return refusal.reason
        todo = "Choisissez un autre fichier" if isinstance(refusal, Rejected) else "Choisissez-le à nouveau"
        then = (
            f" {todo}, puis « Joindre »." if can_attach(self.request.user, self.application, clock.now(), field) else ""
        )
        return french.spaced(f"« {printable(name)} » n’est pas joint. {refusal.reason}{then}")


class AttachmentChange(FilePage):
    """POST – something is done with one file of one's own dossier; `act` does it and says so."""

    def post(self, request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
        at = clock.now()
        own = Attachment.objects.visible_to(request.user, at).filter(application=self.application)
        attachment = get_object_or_404(own.select_related("application__call", "application__lead"), key=key)
        return self.answer(
            attachment.field, [self.attempt(attachment.field, partial(self.act, attachment, person_of(request), at))]
        )

    def attempt(self, field: str, act: Callable[[], str]) -> Told:
        try:
            return Told(field, True, french.spaced(act()))
        except Refused as refusal:
            return Told(field, False, refusal.reason)

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
