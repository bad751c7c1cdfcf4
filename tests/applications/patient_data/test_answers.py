"""What is said of the answers: beside the question, on the check, before the deposit; never a refusal, never a query more."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.methods.merging import fingerprint
from applications.models import Application, Deposit
from applications.sections.definition import definition_of
from applications.sections.reading.doubts import doubts_in
from tests.factories.deposits import complete_answers, ready

pytestmark = pytest.mark.django_db
TEXT = "Un premier cas (IPP 80012345), née le 12/03/1960, a motivé l’étude."
HINT = "« IPP 80•••••• » ressemble à un numéro de patient ou de séjour, « née le 12/••/•••• » ressemble à une date de naissance. Si ce passage concerne un patient, retirez-le."


def words(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


@pytest.fixture
def dossier(call, lead) -> Application:
    answers = complete_answers(0)
    answers["contexte"] = f"{answers['contexte'][:2_000]} {TEXT}"
    answers["risques"][0]["risque_libelle"] = "Perte du NIR 2 69 05 49 588 157 80"
    return ready(call=call, lead=lead, answers=answers)


@pytest.fixture
def client(as_user, lead):
    return as_user(lead)


def url(dossier, name, *more):
    return reverse(f"applications:{name}", args=[dossier.reference, *more])


def test_the_demonstration_has_no_doubt(call):
    definition = definition_of(call.form, call.profile, call.parameters)
    assert not doubts_in(definition, complete_answers(0))


def test_rows_boxes_and_words_are_read_too(call):
    definition = definition_of(call.form, call.profile, call.parameters)
    answers = {
        "risques": [{"risque_libelle": "rien"}, {"risque_libelle": "DDN 12/03/1960"}],
        "mots_cles": ["IPP 80012345"],
    }
    found = {doubt.anchor: doubt.message for doubt in doubts_in(definition, answers)}
    assert set(found) == {"champ-risques-1-risque_libelle", "champ-mots_cles"}
    assert "12/••/••••" in found["champ-risques-1-risque_libelle"]


def test_it_is_told_beside_the_question(client, dossier):
    page = words(client.get(url(dossier, "section_edit", "science")))
    assert HINT in page and "champ-contexte-doute" in page
    assert "80012345" in page  # in the answer itself, kept as typed


def test_the_autosave_tells_it_and_takes_it_back_without_a_query_more(client, dossier):
    known = {"version": "0", "base": fingerprint(dossier.answers["contexte"])}

    def save(text):
        sent = {"contexte": text, "version": known["version"], "base-contexte": known["base"]}
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(url(dossier, "section_autosave", "science"), sent).json()
        known.update(version=str(answer["version"]), base=answer["bases"]["contexte"])
        return answer, len(queries)

    save("Un texte ordinaire, sans rien de tel.")
    plain, cost = save("Un autre texte ordinaire.")
    doubted, cost_with = save(TEXT)
    assert plain["kind"] == doubted["kind"] == "saved"
    assert plain["doubts"] == {} and set(doubted["doubts"]) == {"champ-contexte"}
    assert doubted["doubts"]["champ-contexte"].replace("\u00a0", " ").startswith(HINT)
    assert cost_with == cost
    assert save("Corrigé.")[0]["doubts"] == {}


def test_the_check_lists_them_with_their_links_and_stays_complete(client, dossier):
    page = words(client.get(url(dossier, "application_check")))
    assert "Votre dossier est complet" in page and "Données de patients : à vérifier" in page
    assert f"{url(dossier, 'section_edit', 'science')}#champ-contexte" in page and HINT in page


def test_the_summary_warns_and_the_deposit_goes_through(client, dossier):
    page = client.get(url(dossier, "deposit_confirm"))
    assert "2 réponses à vérifier avant de déposer" in words(page) and HINT in words(page)
    form = page.context["form"].initial
    client.post(url(dossier, "deposit_confirm"), {name: str(form[name]) for name in ("token", "seen", "shown")})
    assert TEXT in json.dumps(Deposit.objects.get(application=dossier).snapshot, ensure_ascii=False)


def test_a_dossier_without_doubt_says_nothing(client, call, lead):
    dossier = ready(call=call, lead=lead)
    for name in ("application_check", "deposit_confirm"):
        assert "Données de patients" not in words(client.get(url(dossier, name)))
