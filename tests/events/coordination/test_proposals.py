"""An expert is ill, or more people wait than there are slots: proposed by a task, confirmed by one person, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.coordination.proposing import (
    ask_assignment,
    close_slots,
    compute_proposals,
    confirm_proposal,
    drop_proposal,
)
from events.models import Proposal, Registration, Slot
from events.rules.booking import frozen_from
from events.states import ProposalState, RegistrationState
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def ill(second, slots, appoint, coordinator, at):
    """Two people at the first desk, one at the second; the first desk closes and the proposal is worked out."""
    people = [appoint(slots[0], "un@exemple.fr"), appoint(slots[3], "deux@exemple.fr")]
    other = second.desks.get(code="G2").slots.order_by("starts_at")[0]
    people.append(appoint(other, "fixe@exemple.fr"))
    asked = close_slots(cafe=second, slots=slots, reason="experte malade", by=coordinator, at=at)
    assert compute_proposals(at=at) == 1
    return people, Proposal.objects.get(pk=asked.pk)


def references(proposal) -> list[str]:
    return list(proposal.places)


def test_nothing_moves_before_somebody_confirms(ill):
    people, proposal = ill
    assert proposal.state == ProposalState.READY
    assert set(proposal.places) == {people[0].reference, people[1].reference}
    assert {one.slot_id for one in Registration.objects.order_by("pk")} == {one.slot_id for one in people}
    assert not Mail.objects.filter(kind="rdv_annule_coordination").exists()


def test_confirmed_people_are_placed_at_the_nearest_hour_and_told_and_the_others_stay(ill, slots, coordinator, at):
    people, proposal = ill
    before = [one.slot.starts_at for one in people]
    confirm_proposal(proposal=proposal, kept=references(proposal), by=coordinator, at=at)
    for one in people:
        one.refresh_from_db()
    assert people[2].slot.desk.code == "G2"
    assert [one.slot.starts_at for one in people[:2]] == before[:2]  # another desk, the same hour
    assert all(one.state == RegistrationState.CONFIRMED and one.slot.desk.code != "G1" for one in people[:2])
    told = Mail.objects.filter(kind="rdv_annule_coordination")
    assert {"- le guichet : " in mail.text.replace("\u00a0", " ") for mail in told} == {True} and len(told) == 2
    assert all(slot.closed_at and not slot.is_taken for slot in Slot.objects.filter(desk=slots[0].desk).order_by("pk"))


def test_the_mail_says_which_desk_who_and_where_and_that_the_hour_stays(ill, second, coordinator, lead, at):
    people, proposal = ill
    second.desks.filter(code="G1").update(expert=coordinator, room="Salle 1")
    second.desks.exclude(code="G1").update(expert=lead, room="Salle 2")
    confirm_proposal(proposal=proposal, kept=references(proposal), by=coordinator, at=at)
    people[0].refresh_from_db()
    text = Mail.objects.get(kind="rdv_annule_coordination", to=["un@exemple.fr"]).text.replace("\u00a0", " ")
    changed, stays = text.split("Ce qui change :")[1].split("Ce qui ne change pas :")
    assert "est maintenu à la même heure, mais change de guichet (experte malade)" in text
    assert f"- le guichet : {people[0].slot.desk.title} (auparavant Données et entrepôt)" in changed
    assert f"- l’interlocuteur ou l’interlocutrice : {lead} (auparavant {coordinator})" in changed
    assert "- la salle ou la table : Salle 2 (auparavant Salle 1)" in changed
    assert "l’heure" not in changed and "- l’heure : lundi 23 juin 2025 à 8 h, jusqu’à 8 h 15" in stays
    assert "Vous n’avez rien à faire" in stays and "jusqu’au vendredi 20 juin 2025 à minuit (heure de Paris)" in stays
    assert not [word for word in ("assurer", "accepter", "proposons") if word in text]


def test_who_is_unticked_waits_first_by_the_day_of_the_sign_up_and_is_not_said_to_be_moved(desk, ill, second):
    people, proposal = ill
    said = {"proposition": proposal.reference, "garder": [people[1].reference]}
    done = desk.post(reverse("events:cafe_proposal", args=[second.slug]), said, follow=True).content.decode()
    assert "1\u00a0rendez-vous déplacé, 1\u00a0personne remise en liste d’attente" in done
    one = Registration.objects.get(pk=people[0].pk)
    assert (one.state, one.slot, one.waiting_since) == (RegistrationState.WAITING, None, one.created_at)
    mail = Mail.objects.get(kind="rdv_annule_coordination", to=["un@exemple.fr"])
    assert mail.attachments[0]["content_type"] == "text/calendar; method=CANCEL"
    assert "Vous êtes en liste d’attente, sans rien avoir à faire" in mail.text
    assert "Pour choisir un autre créneau" not in mail.text


def test_two_coordinators_confirm_at_once_one_wins_and_the_other_is_told(ill, coordinator, director, at, in_parallel):
    _, proposal = ill
    actors, kept = [coordinator, director], references(proposal)
    done = in_parallel(2, lambda i: confirm_proposal(proposal=proposal, kept=kept, by=actors[i], at=at))
    (refused,) = [outcome for outcome in done if isinstance(outcome, Refused)]
    assert "a déjà confirmé cette proposition" in refused.reason
    assert Mail.objects.filter(kind="rdv_annule_coordination").count() == 2
    assert Entry.objects.filter(type="proposal.applied").count() == 1


def test_a_proposal_is_not_applied_when_an_appointment_changed_since(ill, coordinator, at):
    people, proposal = ill
    cancel(registration=people[2], by=None, at=at)
    with pytest.raises(Refused, match="ont changé depuis"):
        confirm_proposal(proposal=proposal, kept=references(proposal), by=coordinator, at=at)
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.READY
    assert Registration.objects.get(pk=people[0].pk).slot_id == people[0].slot_id


def test_one_proposal_at_a_time_and_dropping_it_makes_room(ill, second, slots, coordinator, at):
    _, proposal = ill
    appointed = second.desks.get(code="G2").slots.order_by("starts_at")[0]
    with pytest.raises(Refused, match="attend déjà une décision"):
        close_slots(cafe=second, slots=[appointed], reason="x", by=coordinator, at=at)
    drop_proposal(proposal=proposal, by=coordinator, at=at)
    assert close_slots(cafe=second, slots=[appointed], reason="x", by=coordinator, at=at)


@pytest.fixture
def scarce(second, slots, appoint, at):
    """Two slots for three people; the one who came first takes either, the next only the first slot."""
    Slot.objects.filter(desk__cafe=second).update(closed_at=at)
    people = [
        appoint(None, "large@exemple.fr", hours=["08:00", "08:15"]),
        appoint(None, "etroite@exemple.fr", hours=["08:00"], when=at + timedelta(minutes=1)),
        appoint(None, "tard@exemple.fr", hours=["08:00"], when=at + timedelta(minutes=2)),
    ]
    Slot.objects.filter(pk__in=[slots[0].pk, slots[1].pk]).update(closed_at=None)
    return people


def test_as_many_as_can_be_are_served_all_at_once_the_same_way_each_time(scarce, second, slots, coordinator, at):
    found = []
    for _ in range(2):
        asked = ask_assignment(cafe=second, by=coordinator, at=at)
        compute_proposals(at=at)
        found.append(Proposal.objects.get(pk=asked.pk).places)
        if len(found) == 1:
            drop_proposal(proposal=asked, by=coordinator, at=at)
    first, next_one, late = (one.reference for one in scarce)
    assert found == [{first: slots[1].pk, next_one: slots[0].pk, late: None}] * 2
    confirm_proposal(proposal=asked, kept=[first, next_one, late], by=coordinator, at=at)
    states = [Registration.objects.get(pk=one.pk).state for one in scarce]
    assert states == ["confirmed", "confirmed", "waiting"]
    assert Mail.objects.filter(kind="rdv_confirme").count() == 2


def test_a_proposal_that_places_nobody_is_refused_and_tells_nobody(desk, scarce, second, coordinator, at):
    Slot.objects.filter(desk__cafe=second).update(closed_at=at)
    asked = ask_assignment(cafe=second, by=coordinator, at=at)
    compute_proposals(at=at)
    address = reverse("events:cafe_proposal", args=[second.slug])
    page = desk.get(address).content.decode()
    assert "Cette proposition ne place personne" in page and "Confirmer la proposition" not in page
    mails = Mail.objects.count()
    refused = desk.post(address, {"proposition": asked.reference})
    assert refused.status_code == 409 and "ne place personne" in refused.content.decode()
    assert (Proposal.objects.get().state, Mail.objects.count()) == (ProposalState.READY, mails)


def test_nobody_ticked_is_refused_and_the_ticks_stay_as_they_were(desk, scarce, second, coordinator, at):
    ask_assignment(cafe=second, by=coordinator, at=at)
    compute_proposals(at=at)
    address, said = (
        reverse("events:cafe_proposal", args=[second.slug]),
        {"proposition": Proposal.objects.get().reference},
    )
    refused = desk.post(address, said)
    text = refused.content.decode()
    assert refused.status_code == 409 and "Personne n’est coché" in text and " checked" not in text
    done = desk.post(address, {**said, "garder": [scarce[0].reference]}, follow=True).content.decode()
    assert "1\u00a0personne placée, prévenue par courriel" in done


def test_a_slot_at_a_desk_of_another_theme_is_said_to_be_so(desk, ill, second):
    address = reverse("events:cafe_proposal", args=[second.slug])
    page = desk.get(address).content.decode()
    assert "2\u00a0personnes iraient à un guichet qui ne traite pas le thème" in page and page.count("autre thème") == 2
    second.desks.update(themes=["donnees"])
    assert "autre thème" not in desk.get(address).content.decode()


def test_after_the_freeze_nothing_is_assigned_any_more(scarce, second, coordinator, at):
    asked = ask_assignment(cafe=second, by=coordinator, at=at)
    compute_proposals(at=at)
    with pytest.raises(Refused, match="sont arrêtés"):
        confirm_proposal(proposal=asked, kept=[], by=coordinator, at=frozen_from(second))


def test_a_calculation_that_fails_says_so_on_its_page(desk, scarce, second, coordinator, at, monkeypatch):
    def fail(*args):
        raise RuntimeError("singular")

    monkeypatch.setattr("events.actions.coordination.proposing.solve", fail)
    ask_assignment(cafe=second, by=coordinator, at=at)
    compute_proposals(at=at)
    page = desk.get(reverse("events:cafe_proposal", args=[second.slug])).content.decode()
    assert "Le calcul a échoué" in page and "singular" in page


def test_the_pages_lead_from_the_closing_to_the_confirmation(desk, second, slots, appoint, at):
    one = appoint(slots[0])
    closing = reverse("events:slots_close", args=[second.slug])
    assert "checked" in desk.get(f"{closing}?guichet=G1").content.decode()
    page = desk.post(closing, {"slots": [slot.pk for slot in slots], "reason": "experte malade"}, follow=True)
    assert "Le calcul est en cours" in page.content.decode()
    compute_proposals(at=at)
    address = reverse("events:cafe_proposal", args=[second.slug])
    assert one.full_name in desk.get(address).content.decode()
    said = {"proposition": Proposal.objects.get().reference, "garder": [one.reference]}
    assert desk.post(address, said).status_code == 302
    assert desk.post(address, said).status_code == 409
    assert Registration.objects.get(pk=one.pk).slot.desk.code == "G2"
