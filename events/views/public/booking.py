"""An appointment in three steps: the question, the slot (kept eight minutes), the questionnaire. No account, no script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from applications.models import Call
from events.actions.booking import Asked, book, hold
from events.forms.booking import QuestionForm, SlotForm
from events.forms.dossiers import choices_of
from events.forms.registering import known_of, registration_form
from events.methods.reading.questionnaire import DOCUMENT, questions_of
from events.models import Cafe
from events.queries.dossiers import own_dossiers
from events.queries.offering import Offer
from events.queries.routing import propose
from events.queries.slots import free_slots, held_slot, hours_of
from events.rules.desks import PUBLISHABLE
from events.rules.waiting import NO_ANSWER, POSSIBLE
from events.states import CafeKind
from events.views.public.base import CafePublicPage
from events.views.public.signing_up import keep_done
from events.views.public.trip import ANOTHER, OVER, Trip
from inmp_portal.lib.limiting import LIMITED, is_allowed
from inmp_portal.lib.verdict import Refused, Verdict

# Asked by the first two steps, or meaningful only to whoever waits.
_ASKED_BEFORE = ("theme", "question", "creneau")


class BookingPage(CafePublicPage):
    """What the steps share: the café, and what this browser said on the way (`self.trip`)."""

    cafe: Cafe

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        cafe = Cafe.objects.visible_to(request.user, self.at).filter(call=self.call, slug=kwargs["slug"]).first()
        if cafe is None or cafe.kind != CafeKind.APPOINTMENT:
            raise Http404
        cafe.call, self.cafe = self.call, cafe
        self.questions = questions_of(cafe.questions)
        self.trip = Trip(request.session, cafe)
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> Any:
        return self.request.user if self.request.user.is_authenticated else None

    def read(self, call: Call) -> dict[str, Any]:
        offer = Offer.of(self.cafe, self.request.user, self.at)
        return {"cafe": self.cafe, "offer": offer, "trip": self.trip, "refused": None, "no_answer": NO_ANSWER}

    def page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), **context}, status=status)

    def step(self, name: str) -> HttpResponse:
        return redirect(reverse(f"events:{name}", args=[self.cafe.slug]))


class Question(BookingPage):
    """GET/POST /cafes/<slug>/rendez-vous/ — one's question first."""

    template_name = "events/booking/question.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(form=QuestionForm(initial=self.trip.asked, themes=self.themes))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = QuestionForm(request.POST, themes=self.themes)
        if not form.is_valid():
            return self.page(form=form, status=422)
        self.trip.ask(**form.cleaned_data)
        return self.step("slot_choose")

    @property
    def themes(self) -> tuple[tuple[str, str], ...]:
        return next((question.options for question in self.questions if question.id == "theme"), ())


class ChooseSlot(BookingPage):
    """GET/POST /cafes/<slug>/rendez-vous/creneaux/ — free slots, the proposed desk's first; POST keeps one."""

    template_name = "events/booking/slots.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.trip.asked:
            return self.step("booking_start")
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.trip.asked:
            return self.step("booking_start")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            self.keep(form.cleaned_data["slot"])
        except Refused as refusal:
            return self.show(self.form(), refused=Verdict.no(refusal.reason), status=409)
        return self.step("booking_confirm")

    def keep(self, slot: Any) -> None:
        if slot is not None:
            hold(slot=slot, token=self.trip.token, by=self.person, at=self.at)
        self.trip.choose(slot)

    def form(self, data: Any = None) -> SlotForm:
        self.proposal = propose(self.cafe, **self.trip.asked)
        slots = free_slots(self.cafe, self.at, token=self.trip.token, first=self.proposal.desk)
        return SlotForm(data, slots=slots)

    def show(self, form: SlotForm, *, status: int = 200, **context: Any) -> HttpResponse:
        groups = form.groups(self.proposal.desk)
        return self.page(form=form, proposal=self.proposal, groups=groups, status=status, **context)


class Confirm(BookingPage):
    """GET/POST /cafes/<slug>/rendez-vous/confirmation/ — the questionnaire while the slot is kept; POST takes it."""

    template_name = "events/booking/confirm.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.slot = held_slot(self.cafe, self.trip.token, self.at)
        if not self.trip.asked or (self.slot is None and not self.trip.waits):
            return self.step("slot_choose")
        return self.show(self.form_class(initial={**known_of(request.user), **self.trip.typed}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.trip.asked:  # confirmed already, or the session is over
            messages.warning(request, OVER)
            return self.step("booking_start")
        self.slot = held_slot(self.cafe, self.trip.token, self.at)
        form = self.form_class(request.POST, request.FILES)
        self.trip.type_in(request.POST, form.fields)
        if trouble := self.trip.receive(request):
            form.add_error(DOCUMENT, trouble)
        if not form.is_valid():
            return self.show(form, status=422)
        if not is_allowed(request, "cafe_sign_up", form.cleaned_data["courriel"]):
            form.add_error(None, LIMITED)
            return self.show(form, status=429)
        if self.slot and request.POST.get("shown_slot", str(self.slot.pk)) != str(self.slot.pk):
            return self.show(form, refused=Verdict.no(ANOTHER), status=409)
        try:
            self.book(form)
        except Refused as refusal:
            return self.show(form, refused=Verdict.no(refusal.reason), status=409)
        keep_done(request, self.cafe, form, **self.trip.chosen)
        self.trip.end()
        return self.step("registration_done")

    def book(self, form: Any) -> None:
        """The slot that was kept, even a second too late: the action says what became of it."""
        entry, proposal = form.entry(), propose(self.cafe, **self.trip.asked)
        said = Asked(
            self.trip.asked["question"], proposal.theme, proposal.desk, PUBLISHABLE in entry.given, self.trip.file
        )
        slot = None if self.trip.waits else self.trip.slot_of(self.cafe)
        token = self.trip.token
        book(cafe=self.cafe, entry=entry, asked=said, slot=slot, token=token, by=self.person, at=self.at)

    @property
    def form_class(self) -> Any:
        left_out = _ASKED_BEFORE if self.trip.waits else (*_ASKED_BEFORE, POSSIBLE)
        mine = choices_of(own_dossiers(self.person, self.call.pk))
        return registration_form(
            self.questions, fixed=left_out, hours=self.hours, must_name_hours=self.must_name_hours, dossiers=mine
        )

    @property
    def hours(self) -> list[tuple[str, str]]:
        """Hours at which the café has slots, for whoever waits."""
        return hours_of(self.cafe) if self.trip.waits else []

    @property
    def must_name_hours(self) -> bool:
        """Who waits although slots are free says for which hours; else the first free one would be theirs at once."""
        return self.trip.waits and bool(free_slots(self.cafe, self.at))

    def show(self, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(form=form, slot=self.slot, status=status, **context)


class KeepLonger(BookingPage):
    """POST /cafes/<slug>/rendez-vous/prolonger/ — eight minutes more; what was typed is kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.trip.type_in(request.POST)
        if trouble := self.trip.receive(request):
            messages.error(request, trouble)
        if slot := held_slot(self.cafe, self.trip.token, self.at):
            hold(slot=slot, token=self.trip.token, by=self.person, at=self.at)
        return self.step("booking_confirm")
