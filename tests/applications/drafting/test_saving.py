"""Saving: what is kept, what is told, who may, until when, and the columns that follow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.actions.drafting import open_draft
from applications.actions.saving import Conflict, Saved
from applications.methods.merging import fingerprint
from applications.models import Application, Extension, SectionVersion
from applications.states import State
from inmp_portal.lib.verdict import Refused
from tests.applications.drafting.conftest import CREATION
from tests.factories.people import UserFactory
from tests.support.queries import statements

pytestmark = pytest.mark.django_db
CLOSED = datetime.fromisoformat("2025-09-09T00:00:00+02:00")


def stored(draft):
    return Application.objects.get(pk=draft.pk)


def test_some_answers_of_a_section_are_saved_and_the_others_stay(save, draft):
    saved = save("identification", acronyme="OEDEM", duree_mois="18")
    assert isinstance(saved, Saved) and saved.version == 1
    row = stored(draft)
    assert (row.acronym, row.duration_months, row.answers["duree_mois"]) == ("OEDEM", 18, 18)
    assert row.answers["titre"] == CREATION["titre"] and row.version == 1
    assert save("identification", duree_mois="20").version == 2
    assert row.completeness > draft.completeness


def test_what_does_not_pass_is_kept_as_typed_and_told(save, draft):
    saved = save("identification", duree_mois="un an et demi", acronyme="x" * 30)
    assert set(saved.messages) == {"duree_mois", "acronyme"} and not saved.refused
    row = stored(draft)
    assert row.answers["duree_mois"] == "un an et demi" and row.answers["acronyme"] == "x" * 30
    assert row.duration_months is None


def test_answers_of_other_sections_and_unknown_ones_are_ignored(save, draft):
    save("identification", nom="Autre", inconnu="x", montant_demande="9")
    assert stored(draft).answers == draft.answers


def test_an_unknown_section_is_a_key_error(save):
    with pytest.raises(KeyError):
        save("inconnue", titre="x")


def test_the_budget_gives_the_amount_asked_for(save, draft):
    save("partenariat", equipes=[{"equipe_nom": "A", "equipe_structure": "chb"}])
    save("budget", lignes_budget=[
        {"categorie": "missions", "annee1": "1 200", "annee2": "", "financeur": "inmp", "equipe": "1"},
        {"categorie": "missions", "annee1": "500", "financeur": "propre", "equipe": "1"},
    ])  # fmt: skip
    assert stored(draft).requested_amount == 1200


def test_an_enormous_text_is_not_kept_and_says_so(save, draft):
    saved = save("resumes", resume_public="x" * 30_000, resume_scientifique="court")
    assert "n’a pas été enregistré" in saved.refused["resume_public"]
    assert "resume_public" not in stored(draft).answers
    assert stored(draft).answers["resume_scientifique"] == "court"


def test_a_taken_acronym_is_refused_alone(save, draft, call, at):
    other = UserFactory.create()
    open_draft(call=call, by=other, at=at, answers={**CREATION, "acronyme": "Phenor"})
    saved = save("identification", acronyme="PHENOR", duree_mois="18")
    assert saved.refused == {"acronyme": "Cet acronyme est déjà pris dans l’édition\u00a0: choisissez-en un autre."}
    row = stored(draft)
    assert row.acronym is None and "acronyme" not in row.answers and row.answers["duree_mois"] == 18
    with pytest.raises(Refused, match="déjà pris"):
        open_draft(call=call, by=UserFactory.create(), at=at, answers={**CREATION, "acronyme": "phenor"})


def test_search_follows_the_title_of_a_draft(save, draft):
    save("identification", titre="Néphropathies", mots_cles=["dialyse"])
    find = "search @@ to_tsquery('french', %s)"
    assert Application.objects.extra(where=[find], params=["nephropathies"]).exists()
    for hidden in ("oedemes", "dialyse", "morvan"):  # the coordination finds a draft by its title alone
        assert not Application.objects.extra(where=[find], params=[hidden]).exists()


def test_after_a_deposit_the_columns_stay_until_the_next(call, lead, at, application_in):
    from applications.actions.saving import save_section

    application = application_in(State.DEPOSITED, lead=lead, title="Titre déposé")
    values = {"titre": "Corrigé"}
    act = {
        "application": application,
        "by": lead,
        "at": at,
        "section": "identification",
        "values": values,
        "version": 0,
    }
    with pytest.raises(Refused, match="rouvrez-le"):
        save_section(**act)
    Application.objects.filter(pk=application.pk).update(reopened_at=at, reopened_by=lead)
    assert isinstance(save_section(**act), Saved)
    row = stored(application)
    assert row.answers["titre"] == "Corrigé" and row.title == "Titre déposé" and row.completeness == 100


def test_only_the_team_writes(save, coordinator, director):
    for person in (UserFactory.create(), coordinator, director):
        with pytest.raises(Refused, match="Seule l’équipe du dossier"):
            save("resumes", by=person, resume_public="x")


def test_until_the_last_second_or_the_extension(save, draft, coordinator, at):
    save("resumes", at=CLOSED - timedelta(seconds=1), resume_public="à temps")
    with pytest.raises(Refused, match="lecture seule"):
        save("resumes", at=CLOSED, resume_public="trop tard")
    Extension.objects.create(
        application=draft, until=CLOSED + timedelta(hours=2), reason="Panne", granted_by=coordinator, granted_at=at
    )
    save("resumes", at=CLOSED, resume_public="prolongé")
    with pytest.raises(Refused, match="lecture seule"):
        save("resumes", at=CLOSED + timedelta(hours=2, seconds=1), resume_public="trop tard")
    assert stored(draft).answers["resume_public"] == "prolongé"


def test_a_stale_version_gives_both_texts_and_stores_nothing(save, draft, lead):
    save("resumes", version=0, resume_public="Premier onglet")
    outcome = save("resumes", version=0, resume_public="Second onglet", resume_scientifique="Autre")
    assert isinstance(outcome, Conflict)
    (field,) = [conflict for conflict in outcome.fields if conflict.field.id == "resume_public"]
    assert (field.mine, field.theirs) == ("Second onglet", "Premier onglet")
    assert (outcome.version, outcome.saved_by) == (1, lead)
    assert stored(draft).answers["resume_public"] == "Premier onglet"
    assert isinstance(save("resumes", version=outcome.version, resume_public="Fusion des deux"), Saved)


def test_the_same_save_sent_twice_is_one(save, draft):
    first = save("resumes", version=0, resume_public="Texte")
    again = save("resumes", version=0, resume_public="Texte")
    assert isinstance(again, Saved) and again.version == first.version == 1
    assert SectionVersion.objects.get(application=draft).version == 1


def test_with_bases_two_tabs_on_different_questions_both_keep_their_work(save, draft):
    bases = {"resume_public": fingerprint(""), "resume_scientifique": fingerprint("")}
    save("resumes", version=0, bases=bases, resume_public="Onglet A", resume_scientifique="")
    outcome = save("resumes", version=0, bases=bases, resume_public="", resume_scientifique="Onglet B")
    assert isinstance(outcome, Saved) and outcome.kept == ("resume_public",)
    assert stored(draft).answers["resume_public"] == "Onglet A"
    assert stored(draft).answers["resume_scientifique"] == "Onglet B"


def test_with_bases_a_stale_text_on_screen_is_a_conflict_even_with_the_right_version(save, draft):
    save("resumes", version=0, resume_public="Changé ailleurs")
    outcome = save("resumes", version=1, bases={"resume_public": fingerprint("")}, resume_public="Tapé ici")
    assert isinstance(outcome, Conflict)


def test_the_action_asks_few_questions(save, draft):
    save("resumes", resume_public="x")
    with CaptureQueriesContext(connection) as queries:
        save("resumes", version=1, resume_public="y")
    asked = statements(queries)
    assert len(asked) <= 5, asked
