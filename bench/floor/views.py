"""The pages, as plainly as Django allows."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from bench.floor.models import Application, Attempt, Cafe, Call, CallDate, Registration

FIELDS = 30
QUESTIONS = {"CharField": 8, "EmailField": 1, "ChoiceField": 5, "MultipleChoiceField": 2, "BooleanField": 3}
CHOICES = [(str(n), f"Réponse {n}") for n in range(6)]


class ThirtyFields(forms.Form):
    """A form page of thirty long texts, rendered by crispy as the portal's are."""

    helper = FormHelper()
    helper.disable_csrf = True

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for n in range(FIELDS):
            self.fields[f"champ{n}"] = forms.CharField(
                label=f"Question {n}", help_text="Ce que l’on attend ici.", widget=forms.Textarea, required=False
            )


class SignUp(forms.Form):
    """As many questions as the café's questionnaire, of the same kinds."""

    helper = FormHelper()
    helper.disable_csrf = True

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for kind, count in QUESTIONS.items():
            for n in range(count):
                options = {"choices": CHOICES} if "Choice" in kind else {}
                self.fields[f"{kind}{n}"] = getattr(forms, kind)(
                    label=f"Question {n}", help_text="Ce que l’on attend ici.", required=False, **options
                )


def home(request: HttpRequest) -> HttpResponse:
    call = Call.objects.order_by("-pk")[0]
    dates = CallDate.objects.filter(call=call, is_public=True).order_by("position")
    return render(request, "home.html", {"call": call, "dates": dates})


def listing(request: HttpRequest) -> HttpResponse:
    rows = (
        Application.objects.filter(last_deposited_at__isnull=False)
        .select_related("main_axis", "institution")
        .defer("answers")
        .order_by("-last_deposited_at")
    )
    return render(request, "list.html", {"page": Paginator(rows, 50).page(1)})


def dashboard(request: HttpRequest) -> HttpResponse:
    """Every count read each time."""
    deposited = Application.objects.filter(last_deposited_at__isnull=False).order_by()
    cells = deposited.values("main_axis__number", "institution__short_name").annotate(count=Count("pk"))
    return render(request, "dashboard.html", {"cells": cells})


def section(request: HttpRequest, reference: str) -> HttpResponse:
    application = get_object_or_404(Application, reference=reference)
    texts = [value for value in application.answers.values() if isinstance(value, str)]
    initial = {f"champ{n}": texts[n % len(texts)] for n in range(FIELDS)}
    return render(request, "section.html", {"application": application, "form": ThirtyFields(initial=initial)})


@transaction.atomic
def autosave(request: HttpRequest, reference: str) -> HttpResponse:
    application = Application.objects.select_for_update().get(reference=reference)
    application.answers |= json.loads(request.body or "{}")
    application.version += 1
    application.save(update_fields=["answers", "version"])
    return HttpResponse(str(application.version))


@transaction.atomic
def deposit(request: HttpRequest, reference: str) -> HttpResponse:
    application = Application.objects.select_for_update().get(reference=reference)
    Attempt.objects.create(application=application, snapshot=application.answers, at=datetime.now(UTC))
    Application.objects.filter(pk=application.pk).update(version=application.version + 1)
    return HttpResponse("déposé")


def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "section.html", {"application": Cafe.objects.get(slug=slug), "form": SignUp()})


def registrations(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Registration.objects.filter(cafe__slug=slug).exclude(state="cancelled").select_related("institution")
    page = Paginator(rows.order_by("name_folded", "pk"), 50).page(1)
    return render(request, "registrations.html", {"page": page})


urlpatterns = [
    path("", home),
    path("liste/", listing),
    path("tableau/", dashboard),
    path("section/<str:reference>/", section),
    path("enregistrement/<str:reference>/", autosave),
    path("depot/<str:reference>/", deposit),
    path("inscription/<slug:slug>/", sign_up),
    path("inscriptions/<slug:slug>/", registrations),
]
