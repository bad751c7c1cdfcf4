"""Two windows on one section, without JavaScript: both texts, and a choice."""

from __future__ import annotations

import re

import pytest

from applications.models import Application
from tests.applications.drafting.conftest import sent, url

pytestmark = pytest.mark.django_db


def test_two_windows_show_both_texts_and_the_choice_is_saved(client, draft):
    first = sent(client.get(url(draft, "resumes")), resume_public="Première fenêtre", resume_scientifique="")
    second = {**first, "resume_public": "Seconde fenêtre", "resume_scientifique": "Commun"}
    client.post(url(draft, "resumes"), first)
    page = client.post(url(draft, "resumes"), second)
    html = page.content.decode()
    assert page.status_code == 409
    assert "Première fenêtre" in html and "Seconde fenêtre" in html and "Hélène Morvan" in html
    carried = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html[html.index('class="section-form"') :])
    )
    assert carried["resume_scientifique"] == "Commun"
    choice = {**carried, "resume_public": "Les deux", "choix-resume_public": "mine", "suite": "resumes"}
    assert client.post(url(draft, "resumes"), choice).status_code == 302
    answers = Application.objects.get(pk=draft.pk).answers
    assert (answers["resume_public"], answers["resume_scientifique"]) == ("Les deux", "Commun")


def test_choosing_the_other_text_keeps_it(client, draft):
    first = sent(client.get(url(draft, "resumes")), resume_public="Première", resume_scientifique="")
    client.post(url(draft, "resumes"), first)
    html = client.post(
        url(draft, "resumes"), {**first, "resume_public": "Seconde", "resume_scientifique": "S"}
    ).content.decode()
    carried = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html[html.index('class="section-form"') :])
    )
    client.post(url(draft, "resumes"), {**carried, "resume_public": "Seconde", "choix-resume_public": "theirs"})
    answers = Application.objects.get(pk=draft.pk).answers
    assert (answers["resume_public"], answers["resume_scientifique"]) == ("Première", "S")
