"""The pages of a draft without JavaScript: what they show, what they keep, who may see them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from applications.models import Application
from applications.queries.definitions import definition_for
from inmp_portal.accounts.models import Role
from tests.applications.drafting.conftest import CREATION, sent, url
from tests.applications.public.reading import plain
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["empty", "filled", "locked"])
def test_every_section_of_both_profiles_is_drawn(state, request, client, draft, call, frozen_clock, at):
    if state != "empty":
        request.getfixturevalue("filled")
    if state == "locked":
        from datetime import timedelta

        frozen_clock(call.closes_at + timedelta(seconds=1))
        client.force_login(draft.lead, backend="django.contrib.auth.backends.ModelBackend")
    for profile in ("essentiel", "complet"):
        call.profile = profile
        call.save(update_fields=["profile"])
        definition = definition_for(call)
        for section in definition.sections:
            page = client.get(url(draft, section.key))
            assert page.status_code == 200
            for field in section.fields:
                assert f"champ-{field.id}" in page.content.decode(), field.id
            assert ("est clos depuis" in page.content.decode()) is (state == "locked")


def test_the_whole_section_is_saved_and_leads_to_the_next(client, draft):
    page = client.get(url(draft, "resumes"))
    data = sent(page, resume_public="Un résumé", resume_scientifique="Autre", suite="science")
    answer = client.post(url(draft, "resumes"), data)
    assert (answer.status_code, answer.url) == (302, url(draft, "science"))
    answers = Application.objects.get(pk=draft.pk).answers
    assert (answers["resume_public"], answers["resume_scientifique"]) == ("Un résumé", "Autre")


@pytest.mark.parametrize("suite", ["../../x", "inconnue", "é", "a" * 9000])
def test_a_next_section_that_does_not_exist_comes_back_here(suite, client, draft):
    data = sent(client.get(url(draft, "resumes")), resume_public="Un résumé", suite=suite)
    answer = client.post(url(draft, "resumes"), data)
    assert (answer.status_code, answer.url) == (302, f"{url(draft, 'resumes')}#contenu")
    assert Application.objects.get(pk=draft.pk).answers["resume_public"] == "Un résumé"


def test_digits_that_are_no_numbers_are_no_fault_of_the_portal(client, draft):
    base = sent(client.get(url(draft, "partenariat")))
    rows = {**base, "equipes-TOTAL_FORMS": "1", "equipes-0-cle": "²", "equipes-0-equipe_nom": "Génétique"}
    for odd in ({"version": "²"}, {**rows, "retirer": "equipes-²"}, rows):
        assert client.post(url(draft, "partenariat"), odd).status_code in {302, 409, 422}


def test_what_does_not_pass_is_shown_again_with_its_link(client, draft):
    data = sent(
        client.get(url(draft, "identification")),
        **_as_sent(CREATION, "identification"),
        duree_mois="long",
        suite="porteur",
    )
    answer = client.post(url(draft, "identification"), data, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(f"{url(draft, 'identification')}?erreurs=1#erreurs", 302)]
    assert '<a href="#champ-duree_mois">' in html and 'value="long"' in html
    assert 'aria-invalid="true"' in html


def test_a_wrong_cell_of_a_row_is_told_before_going_on(client, draft):
    page = url(draft, "partenariat")
    row = {
        "equipes-TOTAL_FORMS": "1",
        "equipes-0-equipe_nom": "Génétique",
        "equipes-0-equipe_courriel": "pas une adresse",
    }
    answer = client.post(page, sent(client.get(page), **row, suite="resumes"), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(f"{page}?erreurs=1#erreurs", 302)]
    assert '<a href="#champ-equipes-0-equipe_courriel">' in html and 'value="pas une adresse"' in html


def test_an_acronym_taken_is_told_and_the_rest_is_kept(client, draft, call, at):
    from applications.actions.drafting import open_draft

    open_draft(call=call, by=UserFactory.create(), at=at, answers={**CREATION, "acronyme": "PHENOR"})
    data = sent(
        client.get(url(draft, "identification")),
        **_as_sent(CREATION, "identification"),
        acronyme="Phenor",
        duree_mois="18",
    )
    answer = client.post(url(draft, "identification"), data)
    assert answer.status_code == 422
    assert "déjà pris" in answer.content.decode() and 'value="Phenor"' in answer.content.decode()
    assert Application.objects.get(pk=draft.pk).answers["duree_mois"] == 18


def test_rows_are_added_moved_and_removed_by_buttons(client, draft):
    rows = {
        "risques-TOTAL_FORMS": "2", "risques-INITIAL_FORMS": "0",
        "risques-0-risque_libelle": "Premier", "risques-1-risque_libelle": "Second",
        "jalons-TOTAL_FORMS": "0", "jalons-INITIAL_FORMS": "0",
    }  # fmt: skip

    def act(**button):
        page = client.get(url(draft, "faisabilite"))
        answer = client.post(url(draft, "faisabilite"), {**sent(page), **rows, **button})
        return answer, [row["risque_libelle"] for row in Application.objects.get(pk=draft.pk).answers["risques"]]

    answer, labels = act(ajouter="risques")
    assert labels == ["Premier", "Second"]
    assert answer.url == f"{url(draft, 'faisabilite')}?ajouter=risques#champ-risques-2"
    assert 'name="risques-2-risque_libelle"' in client.get(answer.url).content.decode()
    assert act(descendre="risques-0")[1] == ["Second", "Premier"]
    assert act(retirer="risques-0")[1] == ["Second"]


def test_after_the_close_nothing_is_saved_and_the_page_says_so(client, draft, frozen_clock, call):
    from datetime import timedelta

    data = sent(client.get(url(draft, "resumes")), resume_public="Trop tard")
    frozen_clock(call.closes_at + timedelta(seconds=1))
    client.force_login(draft.lead, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(url(draft, "resumes"), data)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Trop tard" in text and "lecture seule" in text
    assert "au fil de la saisie" not in text and "Il reste à" not in text  # nothing asks for what is refused
    assert "resume_public" not in Application.objects.get(pk=draft.pk).answers


def test_the_pages_of_a_dossier_speak_of_numbered_rubriques_and_say_what_is_wrong(client, draft, save):
    save("porteur", rpps="123")
    text = plain(client.get(url(draft, "porteur")).content.decode())
    assert "Il reste à compléter ou à corriger" in text and "Numéro RPPS (à corriger)" in text
    assert "12. Pièces jointes" in text and "Rubriques du dossier" in text
    assert "Continuer : Co-portage" in text and not re.search(r"\b[Ss]ections?\b", text)
    assert "Complétez ou corrigez" in plain(
        client.get(reverse("applications:application_detail", args=[draft.reference])).content.decode()
    )


@pytest.mark.parametrize("who", ["visitor", "other", "coordinator", "director"])
@pytest.mark.parametrize("name", ["section_edit", "section_autosave", "application_check"])
def test_a_draft_is_its_team_s_alone(who, name, as_user, filled):
    roles = {"coordinator": [Role.COORDINATOR], "director": [Role.DIRECTOR]}.get(who, [])
    client = as_user(None if who == "visitor" else UserFactory.create(roles=roles))
    address = reverse(
        f"applications:{name}", args=[filled.reference, *(["resumes"] if name != "application_check" else [])]
    )
    for ask in (client.get, client.post):
        answer = ask(address, {"resume_public": "Intrusion", "base-resume_public": "0", "version": "0"})
        assert answer.status_code in ((302, 401) if who == "visitor" else (404, 405))
        assert "Quesnelot" not in answer.content.decode()
    assert Application.objects.get(pk=filled.pk).answers["resume_public"] == filled.answers["resume_public"]


def test_an_unknown_section_is_not_found(client, draft):
    assert client.get(url(draft, "inconnue")).status_code == 404
    assert client.post(url(draft, "inconnue", "section_autosave")).status_code == 404


def test_checking_lists_everything_by_section_without_depositing(client, draft):
    html = client.get(reverse("applications:application_check", args=[draft.reference])).content.decode()
    assert f'<a href="{url(draft, "resumes")}#champ-resume_public">' in html
    assert "Cette vérification ne dépose rien" in html
    assert Application.objects.get(pk=draft.pk).deposit_count == 0


def test_the_same_queries_with_one_dossier_and_with_three(client, filled, same_query_count, call, lead, at):
    from applications.actions.drafting import open_draft

    add = lambda: open_draft(call=call, by=lead, at=at, answers=CREATION)  # noqa: E731
    same_query_count(lambda: client.get(reverse("applications:application_start")), add, at_most=10)
    add = lambda: open_draft(call=call, by=UserFactory.create(), at=at, answers=CREATION)  # noqa: E731
    same_query_count(lambda: client.get(url(filled, "budget")), add, at_most=8)


def _as_sent(answers, section):
    return {k: v for k, v in answers.items() if k in ("titre", "type_projet", "axe_principal")}
