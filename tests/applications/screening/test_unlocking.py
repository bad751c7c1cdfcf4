"""What a request for a complement unlocks, and nothing else; what its end puts back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.actions.attaching import describe, remove
from applications.actions.deposits.attempts import NotDeposited
from applications.actions.deposits.reopening import reopen
from applications.actions.saving import Saved, save_section
from applications.actions.screening.answering import answer
from applications.actions.screening.asking import ask, end
from applications.models import Application
from applications.rules.attaching import can_attach, can_remove
from applications.rules.drafting import can_edit
from applications.states import State
from inmp_portal.lib.verdict import Refused
from tests.applications.screening.conftest import DUE


def save(dossier, by, at, section, **values):
    return save_section(application=dossier, by=by, at=at, section=section, values=values, version=0)


def test_only_the_named_questions_change(request_complement, dossier, lead, after):
    request_complement(justification_budget="")
    assert can_edit(lead, Application.objects.get(), after)
    saved = save(
        dossier, lead, after, "budget", justification_budget="Analyses au tarif du campus.", montant_plancher=1
    )
    assert isinstance(saved, Saved)
    assert list(saved.refused) == ["montant_plancher"] and "n’est pas demandé" in saved.refused["montant_plancher"]
    now = Application.objects.get()
    assert now.answers["justification_budget"] == "Analyses au tarif du campus."
    assert now.answers["montant_plancher"] == dossier.answers["montant_plancher"]
    other = save(dossier, lead, after, "resumes", resume_public="Tout autre chose.")
    assert list(other.refused) == ["resume_public"]


def test_a_locked_answer_sent_back_unchanged_is_no_mistake(request_complement, dossier, lead, after):
    request_complement(justification_budget="")
    assert save(dossier, lead, after, "budget", montant_plancher=dossier.answers["montant_plancher"]).refused == {}


def test_only_the_named_files_change(request_complement, dossier, lead, join_visa, after):
    request_complement(visa_direction="")
    now = Application.objects.get()
    assert can_attach(lead, now, after, "visa_direction")
    assert "n’est pas demandé" in can_attach(lead, now, after, "devis").reason
    paper = now.attachments.get(field="cv_porteur")
    assert "n’est pas demandé" in can_remove(lead, paper, after).reason
    for act in (
        lambda: remove(attachment=paper, by=lead, at=after),
        lambda: describe(attachment=paper, by=lead, at=after, caption="x", alt_text="x"),
    ):
        with pytest.raises(Refused, match="n’est pas demandé"):
            act()


def test_something_else_changed_by_another_way_is_not_sent(request_complement, dossier, send):
    request_complement(visa_direction="")
    Application.objects.update(answers={**dossier.answers, "resume_public": "Glissé par une autre porte."})
    with pytest.raises(NotDeposited, match="ailleurs que dans les éléments demandés"):
        send(reply="x")


def test_what_was_typed_and_not_deposited_is_set_aside(made, lead, coordinator, at, after):
    dossier = Application.objects.get()
    reopen(application=dossier, by=lead, at=at)
    save(dossier, lead, at, "resumes", resume_public="Un texte jamais déposé.")
    from applications.actions.screening.starting import start

    screening = start(application=dossier, by=coordinator, at=after)
    complement = ask(screening=screening, named={"devis": ""}, message="", due_at=DUE, by=coordinator, at=after)
    assert complement.set_aside == {"resume_public": "Un texte jamais déposé."}
    now = Application.objects.get()
    assert now.answers == made.snapshot["answers"] and now.reopened_at is None


def test_a_request_names_something_and_leaves_time(screening, coordinator, after):
    def asking(named, due_at=DUE):
        return ask(screening=screening, named=named, message="", due_at=due_at, by=coordinator, at=after)

    for named in ({}, {"inconnu": ""}, {"montant_demande": ""}):
        with pytest.raises(Refused, match="au moins un élément"):
            asking(named)
    with pytest.raises(Refused, match="à venir"):
        asking({"devis": ""}, after)
    with pytest.raises(Refused, match="précéder le comité"):
        asking({"devis": ""}, DUE + timedelta(days=40))


def test_one_request_at_a_time_and_no_answer_meanwhile(request_complement, screening, coordinator, after):
    request_complement()
    with pytest.raises(Refused, match="L’équipe a jusqu’au vendredi 19 septembre"):
        request_complement()
    with pytest.raises(Refused, match="L’équipe a jusqu’au"):
        answer(screening=screening, code="R9", finding="yes", reason="", by=coordinator, at=after)


def test_ended_the_dossier_is_as_it_was_deposited(
    request_complement, dossier, made, lead, coordinator, join_visa, after
):
    complement = request_complement(visa_direction="", justification_budget="")
    save(dossier, lead, after, "budget", justification_budget="Commencé.")
    join_visa()
    end(complement=complement, reason="Demandé par erreur.", by=coordinator, at=after)
    now = Application.objects.get()
    assert now.state == State.SCREENING and now.answers == made.snapshot["answers"]
    assert not now.attachments.present().filter(field="visa_direction").exists()
    with pytest.raises(Refused, match="close"):
        end(complement=complement, reason="Encore", by=coordinator, at=after)
