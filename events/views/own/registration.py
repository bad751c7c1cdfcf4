"""One's own registration: seen, changed, cancelled; with the link of a mail, or signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from applications.models import Call
from events.actions.booking import move
from events.actions.cancelling import cancel
from events.actions.offering import accept
from events.actions.own.changing import change
from events.documents.invitation import CANCEL, REQUEST, invitation
from events.forms.booking import SlotForm, label_of
from events.forms.registering import initial_of, registration_form
from events.methods.reading.questionnaire import DOCUMENT, DOSSIER, NOTICE, QUESTION, questions_of
from events.models import Registration
from events.queries.own import Overview
from events.queries.slots import free_slots, hours_of
from events.rules.booking import can_move
from events.rules.desks import SHARES_DOSSIER
from events.rules.refining import can_refine
from events.rules.registering import can_cancel, can_change, can_have_calendar
from events.rules.waiting import NO_ANSWER, POSSIBLE, can_accept
from events.states import RegistrationState
from events.views.own.links import held_by, hold
from events.views.public.base import CafePublicPage
from inmp_portal.lib.verdict import Refused, Verdict

_READ = ("slot__desk", "institution", "user", "question__same_as", "application")


@method_decorator(never_cache, name="dispatch")
class OwnPage(CafePublicPage):
    """A page of one registration; 404 for whoever neither followed its link nor is its person.

    The referrer policy is the portal's (`same-origin`): under `no-referrer` a browser posts its forms with `Origin: null`,
    which the protection against forged requests refuses. The secret has left the address before, by a redirect.
    """

    registration: Registration

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        held = held_by(request)
        own = Registration.objects.visible_to(request.user, self.at, held).own(request.user, held)
        rows = own.with_call(*_READ)
        self.registration = get_object_or_404(rows, reference=kwargs["reference"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> Any:
        return self.request.user if self.request.user.is_authenticated else None

    def read(self, call: Call) -> dict[str, Any]:
        overview = Overview.of(self.registration, self.person, self.at)
        return {"registration": self.registration, "overview": overview, "no_answer": NO_ANSWER}

    def refused(self, refusal: Refused, **context: Any) -> HttpResponse:
        """The same page, with the reason."""
        return self.render_to_response(self.get_context_data(refused=Verdict.no(refusal.reason), **context), status=409)

    def back(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return redirect(reverse("events:registration_detail", args=[self.registration.reference]))


@method_decorator(never_cache, name="dispatch")
class OpenLink(CafePublicPage):
    """GET /cafes/lien/<jeton>/ — the browser remembers the registration and the secret leaves the address. Changes nothing."""

    template_name = "events/own/unknown_link.html"
    title = "Lien inconnu"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        registration = Registration.objects.of_token(kwargs["token"])
        if registration is None:
            return self.render_to_response(self.get_context_data(), status=404)
        hold(request, registration)
        response = redirect("events:registration_detail", reference=registration.reference)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


class Detail(OwnPage):
    """GET /inscriptions/<référence>/"""

    template_name = "events/own/detail.html"


class Change(OwnPage):
    """GET/POST /inscriptions/<référence>/modification/"""

    template_name = "events/own/change.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(initial=initial_of(self.registration))
        verdict = can_change(self.person, self.registration, self.at)
        return self.render_to_response(self.get_context_data(form=form, refused=None if verdict else verdict))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, refused=None), status=422)
        try:
            change(registration=self.registration, entry=form.entry(), by=self.person, at=self.at)
        except Refused as refusal:
            return self.refused(refusal, form=form)
        return self.back("Vos réponses sont modifiées.")

    @property
    def form_class(self) -> Any:
        """What may still change: the question until the eve, the hours while one waits; the rest has pages of its own."""
        waits = self.registration.state == RegistrationState.WAITING and not self.registration.cafe.is_open_session
        fixed: tuple[str, ...] = ("courriel", NOTICE, DOSSIER, SHARES_DOSSIER, DOCUMENT, "theme", "creneau")
        fixed = fixed if waits else (*fixed, POSSIBLE)
        fixed = fixed if can_refine(self.person, self.registration, self.at) else (*fixed, QUESTION)
        hours = hours_of(self.registration.cafe) if waits else ()
        return registration_form(questions_of(self.registration.cafe.questions), fixed=fixed, hours=hours)


class Cancel(OwnPage):
    """GET/POST /inscriptions/<référence>/annulation/ — GET says what will happen, POST does it."""

    template_name = "events/own/cancel.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = can_cancel(self.person, self.registration, self.at)
        return self.render_to_response(self.get_context_data(refused=None if verdict else verdict))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            cancel(registration=self.registration, by=self.person, at=self.at)
        except Refused as refusal:
            return self.refused(refusal)
        return self.back("Votre inscription est annulée. Un courriel le confirme.")


class Move(OwnPage):
    """GET/POST /inscriptions/<référence>/deplacement/ — the free slots; POST takes one and gives the old one back."""

    template_name = "events/own/move.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = can_move(self.person, self.registration, self.at)
        return self.show(self.form(), refused=None if verdict else verdict)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, refused=None, status=422)
        slot = form.cleaned_data["slot"]
        try:
            move(registration=self.registration, slot=slot, by=self.person, at=self.at)
        except Refused as refusal:
            return self.show(self.form(), refused=Verdict.no(refusal.reason), status=409)
        return self.back(f"Votre rendez-vous est confirmé\u00a0: {label_of(slot)}.")

    def form(self, data: Any = None) -> SlotForm:
        desk = self.registration.slot.desk if self.registration.slot else None
        return SlotForm(data, slots=free_slots(self.registration.cafe, self.at, first=desk), may_wait=False)

    def show(self, form: SlotForm, *, status: int = 200, **context: Any) -> HttpResponse:
        page = self.get_context_data(form=form, groups=form.groups(), **context)
        return self.render_to_response(page, status=status)


class Accept(OwnPage):
    """GET/POST /inscriptions/<référence>/place/ — GET says until when the place is kept, POST takes it."""

    template_name = "events/own/accept.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = can_accept(self.person, self.registration, self.at)
        return self.render_to_response(self.get_context_data(refused=None if verdict else verdict))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            accept(registration=self.registration, by=self.person, at=self.at)
        except Refused as refusal:
            return self.refused(refusal)
        return self.back("La place est à vous. Un courriel le confirme, avec le fichier pour votre agenda.")


class CalendarFile(OwnPage):
    """GET /inscriptions/<référence>/agenda.ics"""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_have_calendar(self.registration):
            raise Http404
        method = CANCEL if self.registration.state == RegistrationState.CANCELLED else REQUEST
        content = invitation(self.registration, method=method)
        response = HttpResponse(content, content_type=f"text/calendar; method={method}; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="cafe-inmp.ics"'
        return response
