"""Signing up to an open session, and asking for a lost link: pages by GET, acts by POST, no account."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from applications.models import Call
from events.actions.registering import register, send_links
from events.forms.links import LinkForm
from events.forms.registering import blank_form, known_of, registration_form
from events.methods.reading.questionnaire import FORMAT, VIDEO, questions_of
from events.models import Cafe, Registration, Slot
from events.queries.offering import Offer
from events.rules.registering import can_have_calendar
from events.states import CafeKind
from events.views.public.base import CafePublicPage
from inmp_portal.lib.limiting import LIMITED, is_allowed
from inmp_portal.lib.verdict import Refused, Verdict

_DONE = "events.signed_up"  # session key: {"slug", "email", "video"} of what was just filled in; for appointments "slot", "waits"


def keep_done(request: HttpRequest, cafe: Cafe, form: Any, **chosen: Any) -> None:
    """Keep for the page that follows what was just filled in, and the slot or the waiting list that was chosen."""
    said = form.cleaned_data
    by_video = said.get(FORMAT) == VIDEO
    request.session[_DONE] = {"slug": cafe.slug, "email": said["courriel"], "video": by_video, **chosen}


class SignUp(CafePublicPage):
    """GET/POST /cafes/<slug>/inscription/ — one page; what is answered does not say whether an address was known."""

    template_name = "events/public/sign_up.html"

    def read(self, call: Call) -> dict[str, Any]:
        return {"cafe": self.cafe, "offer": Offer.of(self.cafe, self.request.user, self.at)}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        cafe = Cafe.objects.visible_to(request.user, self.at).filter(call=self.call, slug=kwargs["slug"]).first()
        if cafe is None or cafe.kind != CafeKind.OPEN:
            raise Http404
        cafe.call, self.cafe = self.call, cafe
        self.questions = questions_of(cafe.questions)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.render_to_response(self.get_context_data(blank=blank_form(self.questions)))
        return self.page(registration_form(self.questions)(initial=known_of(request.user)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = registration_form(self.questions)(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        if not is_allowed(request, "cafe_sign_up", form.cleaned_data["courriel"]):
            form.add_error(None, LIMITED)
            return self.page(form, status=429)
        person = request.user if request.user.is_authenticated else None
        try:
            register(cafe=self.cafe, entry=form.entry(), by=person, at=self.at)
        except Refused as refusal:
            return self.page(form, refused=Verdict.no(refusal.reason), status=409)
        keep_done(request, self.cafe, form)
        return redirect(reverse("events:registration_done", args=[self.cafe.slug]))

    def page(self, form: Any, *, refused: Verdict | None = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, refused=refused)
        return self.render_to_response(context, status=status)


class SignedUp(CafePublicPage):
    """GET /cafes/<slug>/inscription/enregistree/ — the same for a new address and for one that was registered already."""

    template_name = "events/public/signed_up.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = request.session.get(_DONE) or {}
        if done.get("slug") != kwargs["slug"]:
            return redirect("events:cafe_detail", slug=kwargs["slug"])
        cafe = Cafe.objects.visible_to(request.user, self.at).get(slug=kwargs["slug"])
        slot = Slot.objects.filter(desk__cafe=cafe, pk=done.get("slot") or 0).select_related("desk__expert").first()
        said = {"email": done["email"], "slot": slot, "waits": bool(done.get("waits")), "by_video": done.get("video")}
        return self.render_to_response(self.get_context_data(cafe=cafe, own=self.own(cafe, done["email"]), **said))

    def own(self, cafe: Cafe, email: str) -> Registration | None:
        """What a signed-in person has under their own address; from anybody else's nothing is learnt here."""
        user = self.request.user
        if not user.is_authenticated or user.email.lower() != email.strip().lower():
            return None
        mine = Registration.objects.visible_to(user, self.at).own(user).live().of_address(email)
        found = mine.filter(cafe=cafe).first()
        return found if found and can_have_calendar(found) else None


class LostLink(CafePublicPage):
    """GET/POST /cafes/mon-lien/ — known and unknown addresses are answered alike."""

    template_name = "events/public/lost_link.html"
    title = "Retrouver mon inscription"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=LinkForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        email = form.cleaned_data["email"]
        if not is_allowed(request, "cafe_link", email):
            form.add_error(None, LIMITED)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        send_links(email=email, at=self.at)
        return self.render_to_response(self.get_context_data(form=LinkForm(), sent_to=email))
