"""Controls that speak French whatever the browser's language, and a line of state that tells the truth."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from applications.methods.merging import fingerprint
from applications.models import Application, Call
from applications.queries.definitions import definition_for
from applications.sections.cleaning.sizes import too_large

BROWSERS_OWN = re.compile(r'type="(?:month|date|datetime-local|time|week|color|range|number)"')


@pytest.fixture
def page(as_user, lead, draft):
    """`page("porteur")`: the HTML of a section."""
    client = as_user(lead)
    return lambda key: client.get(reverse("applications:section_edit", args=[draft.reference, key])).content.decode()


@pytest.fixture
def post(as_user, lead, draft):
    """`post("resumes", resume_public="…")`: the section as a browser without JavaScript sends it."""
    client = as_user(lead)

    def send(key, **values):
        bases = {f"base-{name}": "0" for name in values}
        return client.post(
            reverse("applications:section_edit", args=[draft.reference, key]),
            {"version": "0", "suite": key, **bases, **values},
        )

    return send


def test_no_section_uses_a_control_in_the_browser_s_language(page, draft):
    Call.objects.update(profile="complet")
    for section in definition_for(Call.objects.get()).sections:
        html = page(section.key)
        assert not BROWSERS_OWN.search(html), section.key
        assert html.count('type="file"') == html.count('class="file-choice"'), section.key


def test_a_month_is_shown_and_typed_the_french_way(page, post, draft):
    for typed in ("01/2026", "2026-01", "janvier 2026", "1.2026"):
        post("identification", date_demarrage=typed)
        draft.refresh_from_db()
        assert draft.answers["date_demarrage"] == "2026-01"
        Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, "date_demarrage": None})
    Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, "date_demarrage": "2026-01"})
    html = page("identification")
    assert 'value="01/2026"' in html and ">MM/AAAA</span>" in html
    Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, "date_demarrage": "bientôt"})
    assert 'value="bientôt"' in page("identification")


def test_an_optional_choice_can_be_taken_back(page, post, draft):
    section = page("porteur")
    buttons = re.findall(r'<input type="radio" name="titre_usage" value="([^"]*)"([^>]*)>', section)
    assert [value for value, rest in buttons if "checked" in rest] == [""] and buttons[-1][0] == ""
    assert section.count("Ne pas préciser") == 1
    post("porteur", titre_usage="Dr")
    draft.refresh_from_db()
    assert draft.answers["titre_usage"] == "Dr"
    post("porteur", titre_usage="", **{"base-titre_usage": fingerprint("Dr")})
    draft.refresh_from_db()
    assert draft.answers["titre_usage"] == ""


def test_a_choice_that_is_due_offers_no_way_out(page):
    assert "Ne pas préciser" not in page("identification")


def test_a_text_that_is_not_kept_is_said_so_everywhere(post, draft):
    text = "mot " * 6000
    response = post("resumes", resume_public=text)
    html = unescape(response.content.decode())
    assert response.status_code == 422 and text.strip() in html
    assert "Pas enregistré\u00a0: «\u00a0Résumé" in html
    assert "Enregistré le" not in html
    draft.refresh_from_db()
    assert draft.answers.get("resume_public") is None


def test_the_reason_names_the_limit():
    class Long:
        columns, max = (), 1000

    assert "20\u202f000\u00a0caractères" in too_large(Long, "x" * 20_001).replace(" caractères", "\u00a0caractères")
