"""What the team sees: what is asked, until when, what was decided; nothing before it is told."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from applications.actions.screening.ruling import confirm, rule
from applications.actions.screening.ruling import reverse as undo
from applications.models import Complement, Deposit
from applications.states import ComplementState, TeamRole
from tests.applications.screening.conftest import DUE
from tests.applications.screening.pages.reading import text, url
from tests.factories.people import UserFactory


@pytest.fixture
def team(as_user, lead):
    return as_user(lead)


@pytest.fixture
def asked(request_complement):
    return request_complement(visa_direction="signé de cette année", justification_budget="")


def send_form(page, **changes):
    form = page.context["form"]
    return {"token": form["token"].value(), "seen": form["seen"].value(), "reply": "", **changes}


def test_the_screening_itself_is_invisible(team, dossier, screening, settle, coordinator, after):
    settle(screening, R3="Une raison que l’équipe ne lit pas.")
    rule(
        screening=screening,
        outcome="ineligible",
        motive="Un motif que l’équipe ne lit pas encore.",
        by=coordinator,
        at=after,
    )
    page = text(team.get(url("application_detail", dossier)))
    assert "Recevabilité en cours" in page and "Rien n’est attendu de vous." in page
    assert "ne lit pas" not in page and "Irrecevable" not in page
    assert team.get(url("complement", dossier)).status_code == 404


def test_the_request_says_what_and_until_when(team, dossier, asked):
    page = text(team.get(url("application_detail", dossier)))
    assert "Complétez 2 éléments, puis envoyez le complément." in page
    assert "vendredi 19 septembre 2025 à 23 h 59" in page and url("complement", dossier) in page
    page = text(team.get(url("complement", dossier)))
    assert "signé de cette année" in page and "Inchangé" in page and "Modifié" not in page
    assert "Mon espace" in text(team.get(reverse("home:space")))


def test_the_page_of_a_section_locks_what_is_not_asked(team, dossier, asked):
    page = text(team.get(url("section_edit", dossier, "budget")))
    assert "Complément attendu avant le vendredi 19 septembre 2025" in page
    assert 'name="base-justification_budget"' in page and 'name="base-montant_plancher"' not in page
    assert page.count("Non demandé : tel que déposé.") == 5
    papers = text(team.get(url("section_edit", dossier, "pieces")))
    assert 'id="fichier-visa_direction"' in papers and 'id="fichier-lettres_soutien"' not in papers


def test_without_javascript_the_asked_question_is_saved_and_the_others_stay(team, dossier, asked):
    sent = {
        "version": "0",
        "base-justification_budget": "x",
        "justification_budget": "Analyses au tarif du campus.",
        "base-montant_plancher": "0",
        "montant_plancher": "1",
        "suite": "budget",
    }
    form = team.get(url("section_edit", dossier, "budget")).context["form"]
    sent["base-justification_budget"] = form.bases["justification_budget"]
    sent["version"] = str(
        dossier.section_versions.filter(section="budget").values_list("version", flat=True).first() or 0
    )
    assert team.post(url("section_edit", dossier, "budget"), sent).status_code == 302
    dossier.refresh_from_db()
    assert (
        dossier.answers["justification_budget"] == "Analyses au tarif du campus."
        and dossier.answers["montant_plancher"] != 1
    )


def test_autosave_refuses_what_is_not_asked_and_says_why(team, dossier, asked):
    answer = team.post(
        url("section_autosave", dossier, "resumes"),
        {"version": "0", "base-resume_public": "0", "resume_public": "Autre."},
    ).json()
    assert answer["kind"] == "saved" and "n’est pas demandé" in answer["refused"][0]["message"]


def test_a_file_not_asked_for_is_refused(team, dossier, asked):
    answer = team.post(url("attachment_add", dossier), {"field": "devis"}, HTTP_ACCEPT="application/json").json()
    assert not answer["ok"] and Deposit.objects.count() == 1


def test_sent_it_becomes_the_next_version(team, dossier, asked, join_visa):
    join_visa()
    page = team.get(url("complement", dossier))
    assert "Modifié" in text(page)
    done = team.post(url("complement", dossier), send_form(page, reply="Voici le visa."), follow=True)
    assert "Votre complément est envoyé : le dossier est en version 2." in text(done)
    assert "Complément envoyé, en version 2" in text(done)
    past = text(team.get(url("complement", dossier)))
    assert "Reçu" in past and "Envoyer le complément" not in past
    assert team.get(url("receipt_detail", dossier, 1)).status_code == 200  # the first version stays readable
    again = team.post(url("complement", dossier), send_form(page, token=str(uuid.uuid4()), reply="Encore."))
    assert again.status_code == 409 and "Aucun complément n’est demandé" in text(again)


def test_nothing_changed_keeps_the_page_and_says_what_to_do(team, dossier, asked):
    page = team.get(url("complement", dossier))
    refused = team.post(url("complement", dossier), send_form(page))
    assert refused.status_code == 409 and "Rien n’a changé depuis la version déposée" in text(refused)
    assert "Envoyer le complément" in text(refused)


def test_a_content_changed_since_it_was_read_is_shown_again_with_the_message(team, dossier, asked, join_visa):
    page = team.get(url("complement", dossier))
    join_visa()
    refused = team.post(url("complement", dossier), send_form(page, reply="Mon message."))
    assert refused.status_code == 409 and "Le dossier a changé" in text(refused) and "Mon message." in text(refused)
    assert team.post(url("complement", dossier), send_form(refused, reply="Mon message.")).status_code == 302


def test_late_the_team_is_told_whom_to_ask(team, dossier, asked, join_visa, frozen_clock):
    from datetime import timedelta

    join_visa()
    page = team.get(url("complement", dossier))
    frozen_clock(DUE + timedelta(minutes=1))
    late = team.post(url("complement", dossier), send_form(page, reply="Mon message."))
    assert late.status_code == 409 and "qui peut accorder un délai" in text(late)
    assert "Le complément n’est pas venu dans le délai." in text(team.get(url("application_detail", dossier)))
    assert Complement.objects.get().state == ComplementState.ASKED


def test_a_co_lead_completes_and_does_not_send(as_user, dossier, asked, lead, after):
    from applications.models import Membership

    helper = UserFactory.create()
    Membership.objects.create(
        reference="H", application=dossier, user=helper, email=helper.email, role=TeamRole.CO_LEAD, state="active",
        answered_at=after, invited_by=lead, invited_at=after, expires_at=after,
    )  # fmt: skip
    page = as_user(helper).get(url("complement", dossier))
    assert "Seule la personne porteuse envoie le complément." in text(page)
    assert 'name="base-justification_budget"' in text(as_user(helper).get(url("section_edit", dossier, "budget")))


def test_a_decision_is_read_once_it_is_taken(team, dossier, screening, settle, coordinator, director, after):
    settle(screening, R3="Raison interne.")
    made = rule(
        screening=screening, outcome="ineligible", motive="L’employeur n’est pas du Campus.", by=coordinator, at=after
    )
    confirm(ruling=made, by=director, at=after)
    page = text(team.get(url("application_detail", dossier)))
    assert "L’employeur n’est pas du Campus." in page and "Raison interne." not in page
    assert coordinator.last_name not in page and director.last_name not in page
    undo(ruling=made, reason="Erreur matérielle.", by=director, at=after)
    page = text(team.get(url("application_detail", dossier)))
    assert "a été annulée" in page and "Erreur matérielle." in page and "L’employeur n’est pas" not in page


def test_what_was_set_aside_is_still_readable(team, dossier, asked):
    Complement.objects.update(set_aside={"resume_public": "Un texte jamais déposé."})
    assert "Un texte jamais déposé." in text(team.get(url("complement", dossier)))
