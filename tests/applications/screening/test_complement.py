"""A complement: its request, the version that answers it, and its date."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from applications.actions.depositing import deposit
from applications.actions.deposits.attempts import NotDeposited
from applications.actions.saving import save_section
from applications.actions.screening.answering import answer
from applications.actions.screening.asking import ask, extend
from applications.actions.screening.ruling import rule
from applications.models import Application, Complement, Deposit, DepositAttempt, Screening
from applications.rules.drafting import can_edit
from applications.sections.screening.examined import Examined
from applications.states import ComplementState, State
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.applications.screening.conftest import DUE


def save(dossier, by, at, section, **values):
    return save_section(application=dossier, by=by, at=at, section=section, values=values, version=0)


def test_the_request_leaves_by_mail(request_complement, dossier, lead, snapshot):
    request_complement(visa_direction="", devis="celui des analyses")
    mail = Mail.objects.get(kind="demande_complement")
    assert mail.to == [lead.email] and mail.expires_at == DUE
    snapshot("mails/demande_complement.txt", f"{mail.subject}\n\n{mail.text}".replace(dossier.reference, "REFERENCE"))


def test_the_answer_is_the_next_version_under_the_same_number(
    request_complement, dossier, made, join_visa, send, lead, snapshot
):
    complement = request_complement(visa_direction="", justification_budget="détaillez")
    join_visa()
    version = send(reply="Le visa est joint.")
    complement.refresh_from_db()
    dossier.refresh_from_db()
    assert (version.number, version.version) == (made.number, 2)
    assert (complement.state, complement.deposit, complement.reply) == (
        ComplementState.RECEIVED,
        version,
        "Le visa est joint.",
    )
    assert (dossier.state, dossier.deposit_count) == (State.SCREENING, 2)
    kept = version.snapshot["complement"]
    assert kept["changed"] == ["visa_direction"] and kept["follows"]["version"] == 1
    assert Deposit.objects.get(version=1).snapshot == made.snapshot  # the first stays as it was
    mail = Mail.objects.get(kind="complement_recu")
    text = f"{mail.subject}\n\n{mail.text}".replace(version.fingerprint, "EMPREINTE").replace(
        dossier.reference, "REFERENCE"
    )
    snapshot("mails/complement_recu.txt", text)
    assert Entry.objects.get(type="screening.complement_received").data["version"] == 2


def test_the_screening_goes_on_with_what_stands(screening, settle, request_complement, join_visa, send, coordinator):
    settle(screening, visas=False, R9="Le devis manque.")
    request_complement(visa_service="", visa_pole="", visa_direction="", devis="")
    for field in ("visa_service", "visa_pole", "visa_direction"):
        join_visa(field)
    send()
    again = Screening.objects.latest("pk")
    answers = {one.code: one for one in again.answers.filter(replaced_at__isnull=True, opinion=1)}
    assert answers["R6"].finding == "yes" and answers["R6"].is_automatic
    assert answers["R3"].answered_by == coordinator and "R9" not in answers  # a « no » is answered again
    assert "R10" not in answers  # new files may hold what identifies a patient
    assert again.answers.filter(code="R11").count() == 2
    assert answers["R1"].reason.startswith("Déposé le mardi 2 septembre")  # the deposit, not the complement
    assert screening.answers.filter(replaced_at__isnull=True, code="R9").exists()  # the first screening stays readable


def test_the_answers_given_in_the_portals_place_stand(screening, settle, request_complement, send):
    settle(screening, R9="Le devis manque.")
    request_complement(devis="")
    send(reply="Aucun devis ne nous est parvenu.")
    again = Screening.objects.latest("pk")
    kept = again.answers.get(code="R6", replaced_at__isnull=True)
    assert kept.reason == "Visas reçus par courriel." and not kept.is_automatic


def test_nothing_changed_and_nothing_said_is_not_an_answer(request_complement, send, join_visa):
    request_complement(visa_direction="")
    with pytest.raises(NotDeposited, match="Rien n’a changé") as refused:
        send()
    assert refused.value.attempt is not None and Deposit.objects.count() == 1
    assert DepositAttempt.objects.filter(deposit=None).count() == 1
    assert Complement.objects.get().state == ComplementState.ASKED


def test_late_is_refused_and_more_time_may_be_given(
    request_complement, send, join_visa, coordinator, lead, frozen_clock, after
):
    complement = request_complement(visa_direction="")
    join_visa()
    late = DUE + timedelta(seconds=1)
    frozen_clock(late)
    with pytest.raises(NotDeposited, match=r"attendu jusqu’au vendredi 19 septembre 2025 à 23.h.59") as refused:
        send(at=late)
    assert refused.value.kind == "late" and refused.value.deadline == DUE
    assert not can_edit(lead, Application.objects.get(), late)
    extend(complement=complement, due_at=DUE + timedelta(days=4), reason="Absence.", by=coordinator, at=late)
    assert Mail.objects.filter(kind="demande_complement").count() == 2
    assert send(at=late).version == 2


def test_the_very_last_second_is_in_time(request_complement, send, join_visa, frozen_clock):
    request_complement(visa_direction="")
    join_visa()
    frozen_clock(DUE)
    assert send(at=DUE).deposited_at == DUE


def test_only_the_lead_sends_it_and_by_its_own_page(request_complement, dossier, coordinator, lead, after):
    from applications.actions.screening.sending import send_complement

    request_complement()
    with pytest.raises(NotDeposited, match="Seule la personne porteuse"):
        send_complement(application=dossier, by=coordinator, at=after, token=uuid.uuid4(), reply="x")
    with pytest.raises(NotDeposited, match="page du complément"):
        deposit(application=dossier, by=lead, at=after, token=uuid.uuid4())


def test_replayed_it_gives_the_same_version(request_complement, dossier, lead, after):
    from applications.actions.screening.sending import send_complement

    request_complement()
    token = uuid.uuid4()
    made = [send_complement(application=dossier, by=lead, at=after, token=token, reply="Voici.").pk for _ in range(2)]
    assert made[0] == made[1] and Mail.objects.filter(kind="complement_recu").count() == 1


def test_without_an_answer_a_refusal_may_follow(request_complement, screening, settle, coordinator, director, after):
    from applications.actions.screening.ruling import confirm

    settle(screening, visas=False)
    complement = request_complement(visa_direction="")
    with pytest.raises(Refused, match="L’équipe a jusqu’au"):
        rule(screening=screening, outcome="ineligible", motive="Visas manquants.", by=coordinator, at=after)
    late = DUE + timedelta(hours=10)
    proposed = rule(screening=screening, outcome="ineligible", motive="Visas manquants.", by=coordinator, at=late)
    confirm(ruling=proposed, by=director, at=late)
    complement.refresh_from_db()
    assert complement.state == ComplementState.LAPSED and Application.objects.get().state == State.INELIGIBLE


def test_an_earlier_version_is_no_longer_screened(request_complement, screening, send, coordinator, after):
    request_complement()
    send(reply="Voici.")
    with pytest.raises(Refused, match="nouvelle version"):
        answer(screening=screening, code="R9", finding="yes", reason="", by=coordinator, at=after)


def test_more_time_given_after_a_proposal_sets_it_aside_once_the_complement_comes(
    request_complement, screening, settle, send, coordinator, frozen_clock
):
    settle(screening, visas=False)
    complement = request_complement()
    late = DUE + timedelta(hours=1)
    frozen_clock(late)
    made = rule(screening=screening, outcome="ineligible", motive="Visas manquants.", by=coordinator, at=late)
    extend(complement=complement, due_at=DUE + timedelta(days=4), reason="Congés.", by=coordinator, at=late)
    send(reply="Voici.", at=late)
    made.refresh_from_db()
    assert (made.state, made.end_reason) == ("dropped", "Le complément est arrivé.")


def test_a_second_complement_follows_the_same_deposit(request_complement, send, coordinator, after):
    request_complement()
    send(reply="Voici.")
    again = Screening.objects.latest("pk")
    ask(screening=again, named={"devis": ""}, message="", due_at=DUE, by=coordinator, at=after)
    third = send(reply="Voilà.")
    assert third.version == 3 and third.snapshot["complement"]["follows"]["version"] == 1
    in_time, closes_at = Examined(None, third.snapshot).in_time  # type: ignore[arg-type]
    assert in_time < closes_at
