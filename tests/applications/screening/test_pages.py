"""The coordination's pages: the list, a dossier's checks, the request, the decision and its mail."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.actions.screening.ruling import rule
from applications.actions.screening.starting import start
from applications.models import Application, CheckAnswer, Complement, Ruling
from applications.states import State
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import deposited
from tests.factories.people import UserFactory

LIST = "/pilotage/recevabilite/"


def url(name, dossier, *args):
    return reverse(f"applications:{name}", args=[dossier.reference, *args])


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def desk(as_user, coordinator):
    return as_user(coordinator)


@pytest.fixture
def second(as_user, director):
    return as_user(director)


def test_from_the_list_to_the_first_answer(desk, dossier):
    page = text(desk.get(LIST))
    assert 'À examiner <span class="soft">1</span>' in page and dossier.title in page
    assert "Commencer l’examen" in text(desk.get(url("screening_detail", dossier)))
    begun = text(desk.post(url("screening_start", dossier), follow=True))
    assert "5 contrôles sur 14" not in begun and "6 contrôles sur 14 ont leur réponse." in begun
    assert "Non joints au dossier" in begun and "Aide demandée" in begun
    answered = desk.post(url("check_answer", dossier, "R9"), {"R9-finding": "yes", "R9-reason": ""})
    assert answered.status_code == 302 and answered["Location"].endswith("/#R9")
    assert CheckAnswer.objects.get(code="R9").finding == "yes"


def test_a_reason_that_lacks_is_asked_beside_its_check_and_what_was_typed_stays(desk, dossier, screening):
    page = desk.post(url("check_answer", dossier, "R9"), {"R9-finding": "no", "R9-reason": ""})
    assert page.status_code == 409 and "Donnez le motif de cette réponse" in text(page)
    assert 'name="R9-finding" value="no"' in text(page) and "checked" in text(page)
    page = desk.post(url("check_answer", dossier, "R9"), {"R9-reason": "Le devis est coupé."})
    assert page.status_code == 422 and "Choisissez une réponse." in text(page) and "Le devis est coupé." in text(page)
    assert desk.post(url("check_answer", dossier, "R99"), {"R99-finding": "yes"}).status_code == 409


def test_the_parts_of_the_list_follow_the_dossiers(
    desk, second, dossier, screening, settle, request_complement, coordinator, after
):
    assert dossier.title in text(desk.get(f"{LIST}?volet=en-cours"))
    assert desk.get(LIST)["Location"] == f"{LIST}?volet=en-cours"
    settle(screening, R3="Hors du Campus.")
    rule(screening=screening, outcome="ineligible", motive="Hors du Campus.", by=coordinator, at=after)
    assert dossier.title in text(second.get(f"{LIST}?volet=seconde-lecture"))
    assert dossier.title not in text(desk.get(f"{LIST}?volet=en-cours"))


def test_a_complement_is_shown_with_its_date(desk, dossier, request_complement):
    request_complement()
    page = text(desk.get(f"{LIST}?volet=complement"))
    assert "19 septembre, 23 h 59" in page and "échéance passée" not in page


def test_an_unknown_part_and_an_empty_one(desk, call, after):
    assert "Aucun dossier dans ce volet" in text(desk.get(f"{LIST}?volet=nimporte"))


def test_ones_own_dossier_is_screened_by_somebody_else(desk, second, dossier, coordinator):
    Application.objects.update(lead=coordinator)
    assert dossier.title not in text(desk.get(LIST))
    assert desk.get(url("screening_detail", dossier)).status_code == 404
    assert second.get(url("screening_detail", dossier)).status_code == 200


def test_the_request_is_filled_with_what_the_answers_call_for(desk, dossier, screening, settle):
    settle(screening, visas=False, R9="Le devis manque.")
    page = desk.get(url("complement_ask", dossier))
    form = page.context["form"]
    assert (
        form["champ-devis"].value() and form["champ-visa_direction"].value() and not form["champ-resume_public"].value()
    )
    assert 'value="16/09/2025 23:59"' in text(page)  # five working days
    sent = desk.post(
        url("complement_ask", dossier), {"due_at": "hier", "precision-devis": "celui des analyses", "message": "Merci."}
    )
    assert sent.status_code == 422 and "Écrivez un jour et une heure" in text(sent)
    assert "celui des analyses" in text(sent) and "Merci." in text(sent)
    sent = desk.post(
        url("complement_ask", dossier),
        {"due_at": "19/09/2025 23:59", "precision-devis": "celui des analyses"},
        follow=True,
    )
    assert "L’équipe a jusqu’au vendredi 19 septembre 2025" in text(sent)
    assert [item["field"] for item in Complement.objects.get().items] == ["devis"]
    assert "L’équipe complète son dossier." in text(desk.get(url("screening_detail", dossier)))


def test_nothing_named_is_told(desk, dossier, screening):
    page = desk.post(url("complement_ask", dossier), {"due_at": "19/09/2025 23:59"})
    assert page.status_code == 422 and "Choisissez au moins un élément à compléter." in text(page)


def test_a_date_after_the_committee_keeps_what_was_typed(desk, dossier, screening):
    page = desk.post(
        url("complement_ask", dossier), {"due_at": "20/10/2025 12:00", "precision-devis": "celui des analyses"}
    )
    assert page.status_code == 409 and "précéder le comité" in text(page) and "celui des analyses" in text(page)


def test_more_time_and_the_end_of_the_request(desk, dossier, request_complement):
    request_complement()
    page = desk.post(url("complement_extend", dossier), {"due_at": "22/09/2025 12:00", "reason": ""})
    assert page.status_code == 422 and "Indiquez le motif." in text(page)
    page = desk.post(
        url("complement_extend", dossier), {"due_at": "22/09/2025 12:00", "reason": "Congés."}, follow=True
    )
    assert "L’équipe a maintenant jusqu’au lundi 22 septembre 2025 à 12 h 00" in text(page)
    page = desk.post(url("complement_end", dossier), {"reason": "Par erreur."}, follow=True)
    assert "La demande de complément est close" in text(page)
    assert desk.get(url("complement_end", dossier)).status_code == 404


def test_the_mail_is_read_before_the_decision_leaves(desk, dossier, screening, settle):
    settle(screening)
    made = {"outcome": "eligible", "motive": ""}
    preview = desk.post(url("ruling_make", dossier), {**made, "suite": "apercu"})
    assert "Le courriel tel qu’il partira" in text(preview) and "Votre dossier est recevable." in text(preview)
    assert not Ruling.objects.exists() and not Mail.objects.filter(kind="recevable").exists()
    assert "Le courriel tel qu’il partira" not in text(
        desk.post(url("ruling_make", dossier), {**made, "suite": "reprendre"})
    )
    sent = desk.post(url("ruling_make", dossier), {**made, "suite": "envoyer"}, follow=True)
    assert "La décision est prise" in text(sent) and Mail.objects.filter(kind="recevable").exists()
    again = desk.post(url("ruling_make", dossier), {**made, "suite": "envoyer"})
    assert again.status_code == 409 and "Une décision est prise" in text(again)


def test_a_refusal_goes_from_one_person_to_another(desk, second, dossier, screening, settle):
    settle(screening, R3="Employeur hors du Campus.")
    page = desk.get(url("ruling_make", dossier))
    assert page.context["form"]["motive"].value() == "Employeur hors du Campus."
    refused = desk.post(url("ruling_make", dossier), {"outcome": "ineligible", "motive": "", "suite": "envoyer"})
    assert refused.status_code == 422 and "Écrivez le motif" in text(refused)
    wrong = desk.post(url("ruling_make", dossier), {"outcome": "eligible", "motive": "gardé", "suite": "apercu"})
    assert wrong.status_code == 409 and "aucun contrôle à « non » : R3" in text(wrong) and "gardé" in text(wrong)
    desk.post(url("ruling_make", dossier), {"outcome": "ineligible", "motive": "Hors du Campus.", "suite": "envoyer"})
    own = desk.get(url("ruling_confirm", dossier))
    assert "revient à une autre personne" in text(own)
    assert desk.post(url("ruling_confirm", dossier)).status_code == 409
    assert "Hors du Campus." in text(second.get(url("ruling_confirm", dossier)))
    assert "La décision est prise" in text(second.post(url("ruling_confirm", dossier), follow=True))
    undone = second.post(url("ruling_reverse", dossier), {"reason": "Employeur vérifié."}, follow=True)
    assert "l’examen reprend" in text(undone) and "Employeur vérifié." in text(undone)


def test_a_proposal_is_set_aside(desk, second, dossier, screening, settle, coordinator, after):
    settle(screening, R3="Hors du Campus.")
    rule(screening=screening, outcome="ineligible", motive="Hors du Campus.", by=coordinator, at=after)
    assert "La proposition est écartée." in text(
        second.post(url("ruling_drop", dossier), {"reason": "À revoir."}, follow=True)
    )
    assert second.get(url("ruling_drop", dossier)).status_code == 404


def test_the_reading_page_leads_to_the_screening(desk, dossier):
    page = text(desk.get(url("coordination_detail", dossier)))
    assert url("screening_detail", dossier) in page


def test_the_list_costs_the_same_with_one_and_three_dossiers(desk, call, same_query_count, at, after):
    same_query_count(lambda: desk.get(f"{LIST}?volet=a-examiner"), lambda: deposited(call=call, at=at), at_most=10)


def test_the_page_costs_the_same_whatever_was_answered(
    desk, dossier, screening, settle, same_query_count, coordinator, after
):
    from applications.actions.screening.answering import answer

    turns = iter(range(20))

    def again():
        answer(screening=screening, code="R9", finding="no", reason=f"Raison {next(turns)}", by=coordinator, at=after)

    same_query_count(lambda: desk.get(url("screening_detail", dossier)), again, at_most=18)


def test_an_administrator_with_an_exceptional_access_reads_and_does_nothing(
    as_user, administrator, dossier, screening, at
):
    from inmp_portal.accounts.actions.glass import break_glass
    from inmp_portal.lib import clock

    assert as_user(administrator).get(url("screening_detail", dossier)).status_code == 404
    break_glass(by=administrator, at=clock.now(), reason="Un incident à comprendre sur ce dossier.")
    page = text(as_user(administrator).get(url("screening_detail", dossier)))
    assert "Non joints au dossier" in page and "Enregistrer" not in page and "Demander un complément" not in page


def test_a_withdrawn_dossier_is_not_screened(desk, dossier, lead, after, screening):
    from applications.actions.deposits.withdrawing import withdraw

    withdraw(application=dossier, by=lead, at=after, reason="Projet reporté")
    assert desk.get(url("screening_detail", dossier)).status_code == 404
    assert Application.objects.get().state == State.WITHDRAWN


def test_nobody_else_finds_these_pages(as_user, dossier, screening, lead):
    for person in (lead, UserFactory.create()):
        for address in (
            LIST,
            url("screening_detail", dossier),
            url("ruling_make", dossier),
            url("complement_ask", dossier),
        ):
            assert as_user(person).get(address).status_code == 404


def test_two_people_begin(desk, second, dossier):
    desk.post(url("screening_start", dossier))
    again = second.post(url("screening_start", dossier))
    assert again.status_code == 409 and "n’attend pas d’examen" in text(again)
    assert start is not None
