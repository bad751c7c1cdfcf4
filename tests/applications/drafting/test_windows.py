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


def rows_sent(page, *titles):
    """The section « faisabilite » with these milestones."""
    data = {name: value for name, value in sent(page).items() if not name.startswith("jalons-")}
    data |= {"jalons-TOTAL_FORMS": str(len(titles)), "jalons-INITIAL_FORMS": "0"}
    return data | {f"jalons-{n}-jalon_titre": title for n, title in enumerate(titles)}


def milestones(draft):
    return [row["jalon_titre"] for row in Application.objects.get(pk=draft.pk).answers["jalons"]]


@pytest.mark.parametrize(
    "choice, kept",
    [
        ("both", ["Recrutement", "Analyse", "Publication"]),
        ("mine", ["Recrutement", "Publication"]),
        ("theirs", ["Recrutement", "Analyse"]),
    ],
)
def test_two_windows_on_one_group_show_the_rows_that_differ(client, draft, choice, kept):
    page = client.get(url(draft, "faisabilite"))
    client.post(url(draft, "faisabilite"), rows_sent(page, "Recrutement", "Analyse"))
    html = client.post(url(draft, "faisabilite"), rows_sent(page, "Recrutement", "Publication")).content.decode()
    form = html[html.index('class="section-form"') :]
    assert form.count("1\u00a0ligne identique des deux côtés.") == 2
    assert "Ligne 2\nJalon\u00a0: Publication" in form and "Ligne 2\nJalon\u00a0: Analyse" in form
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    assert client.post(url(draft, "faisabilite"), {**carried, "choix-jalons": choice}).status_code == 302
    assert milestones(draft) == kept


def test_a_choice_answered_in_two_windows_is_no_text(client, draft):
    """A choice is compared in words, and the one that is kept is the one chosen."""
    page = sent(client.get(url(draft, "porteur")))
    client.post(url(draft, "porteur"), {**page, "titre_usage": "Dr"})
    html = client.post(url(draft, "porteur"), {**page, "titre_usage": "Pr"}).content.decode()
    form = html[html.index('<fieldset class="sides">') :]
    assert '<p class="as-typed">Pr</p>' in form and '<p class="as-typed">Dr</p>' in form
    assert "Votre réponse, dans cette fenêtre" in form and "Garder la réponse enregistrée" in form
    assert "Votre texte" not in form
