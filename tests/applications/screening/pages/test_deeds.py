"""What the coordination does to a dossier from its pages: the request for a complement, the decision."""

from __future__ import annotations

from applications.actions.screening.ruling import rule
from applications.models import Complement, Ruling
from inmp_portal.outbox.models import Mail
from tests.applications.screening.pages.reading import text, url


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
