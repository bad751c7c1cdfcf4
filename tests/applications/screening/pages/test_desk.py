"""The coordination's pages: the list, a dossier's checks, the request, the decision and its mail."""

from __future__ import annotations

from applications.actions.screening.ruling import rule
from applications.actions.screening.starting import start
from applications.models import Application, CheckAnswer
from applications.states import State
from tests.applications.screening.pages.reading import LIST, text, url
from tests.factories.deposits import deposited
from tests.factories.people import UserFactory


def test_from_the_list_to_the_first_answer(desk, dossier):
    page = text(desk.get(LIST))
    assert 'À examiner <span class="soft">1</span>' in page and dossier.title in page
    assert "Commencer l’examen" in text(desk.get(url("screening_detail", dossier)))
    begun = text(desk.post(url("screening_start", dossier), follow=True))
    assert "5 contrôles sur 14" not in begun and "6 contrôles sur 14 ont leur réponse." in begun
    assert "Non joints au dossier" in begun and "Aide demandée" in begun
    paper = dossier.attachments.get(field="devis")
    assert url("attachment_download", dossier, paper.key) in begun  # what the check is about opens from it
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


def test_whoever_is_in_the_team_reads_nothing_of_the_screening_in_the_journal(
    desk, second, dossier, screening, settle, coordinator, director
):
    settle(screening, R9="Illisible.")
    assert "a répondu « Non » au contrôle R9" in text(desk.get(url("coordination_detail", dossier)))
    Application.objects.update(lead=director)
    page = text(second.get(url("coordination_detail", dossier)))
    assert "contrôle R9" not in page and "a déposé la version 1" in page
    assert url("screening_detail", dossier) not in page


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
