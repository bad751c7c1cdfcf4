"""/pilotage/cafes/<slug>/accueil/ – who is expected, who is there; made for a telephone held in one hand."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from events.actions.day.absences import mark_absent, restore_absent
from events.actions.day.arriving import check_in, undo
from events.actions.day.walking_in import add_address
from events.forms.arriving import AddressForm, TapForm
from events.models import Registration
from events.queries.day.board import Board
from events.views.day.base import Deed, ReceptionMixin
from inmp_portal.lib.french import counted, short_hour
from inmp_portal.lib.verdict import Refused

UNCHANGED = 204


class Reception(ReceptionMixin):
    """GET – the page; asked by its own script with the `version` that it shows, only the list, or nothing when it is the same."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        search, shown = request.GET.get("q", "")[:80], request.GET.get("version")
        board = Board.of(self.cafe, request.user, self.at, search)
        if shown == board.version:
            return HttpResponse(status=UNCHANGED)
        template = "events/day/reception.html" if shown is None else "events/day/parts/_board.html"
        return self.show(template, board, search)


class OfRegistration(Deed):
    """A deed about one registration of this café."""

    @property
    def registration(self) -> Registration:
        visible = Registration.objects.visible_to(self.request.user, self.at).filter(cafe=self.cafe)
        found = visible.filter(reference=self.kwargs["reference"]).select_related("cafe").first()
        if found is None:
            raise Http404
        return found


class Arrival(OfRegistration):
    """POST …/accueil/<référence>/arrivee/"""

    def act(self) -> str:
        tap = TapForm(self.request.POST).tap(self.at)
        noted = check_in(registration=self.registration, by=self.request.user, at=self.at, **tap)
        who = noted.registration
        if who.checked_in_at is None:
            return f"{who.full_name}\u00a0: arrivée reprise entre-temps."
        already = "" if noted.is_new else "déjà "
        return f"{who.full_name}\u00a0: arrivée {already}notée à {short_hour(who.checked_in_at)}."


class Undo(OfRegistration):
    """POST …/accueil/<référence>/reprise/"""

    def act(self) -> str:
        key = TapForm(self.request.POST).tap(self.at)["key"]
        noted = undo(registration=self.registration, by=self.request.user, at=self.at, key=key)
        return f"{noted.registration.full_name}\u00a0: ni présence ni absence notée."


class Address(OfRegistration):
    """POST …/accueil/<référence>/adresse/"""

    def act(self) -> str:
        form = AddressForm(self.request.POST)
        if not form.is_valid():
            raise Refused(" ".join(map(str, form.errors["email"])))
        email = form.cleaned_data["email"]
        kept = add_address(registration=self.registration, email=email, by=self.request.user, at=self.at)
        return f"{kept.full_name}\u00a0: adresse notée."


class Absences(Deed):
    """POST …/accueil/absences/"""

    def act(self) -> str:
        count = mark_absent(cafe=self.cafe, by=self.request.user, at=self.at)
        return f"{counted(count, 'absence notée', 'absences notées')}. Elles se reprennent une à une, ou toutes."


class AbsencesUndone(Deed):
    """POST …/accueil/absences/reprise/"""

    def act(self) -> str:
        count = restore_absent(cafe=self.cafe, by=self.request.user, at=self.at)
        return f"{counted(count, 'absence reprise', 'absences reprises')}."
