"""The dossier changes hands: offered, taken before it expires, and everything else stays."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from applications.actions.depositing import deposit
from applications.actions.team.answering import finish, leave
from applications.actions.team.transferring import decline, offer, take_back, take_over
from applications.models import Application, Membership
from applications.states import MembershipState, TeamRole
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import ready
from tests.factories.people import UserFactory


def test_who_takes_over_leads_and_the_other_stays_as_co_lead(dossier, lead, helper, join, at, snapshot):
    member = offer(membership=join(helper), by=lead, at=at)
    mail = Mail.objects.get(kind="dossier_propose")
    snapshot("mails/dossier_propose.txt", f"{mail.subject}\n\n{mail.text}".replace(dossier.reference, "REFERENCE"))
    take_over(membership=member, by=helper, at=at)
    dossier = Application.objects.get()
    assert dossier.lead == helper and dossier.role_of(lead) == TeamRole.CO_LEAD
    assert Membership.objects.active().get().user == lead
    assert Entry.objects.get(type="team.dossier_taken_over").data == {"before": "Hélène Morvan"}


def test_an_offer_that_expired_or_was_taken_back_gives_nothing(dossier, lead, helper, join, at):
    member = offer(membership=join(helper), by=lead, at=at)
    with pytest.raises(Refused, match=r"clos|expiré"):
        take_over(membership=member, by=helper, at=at + timedelta(days=8))
    take_back(membership=member, by=lead, at=at)
    with pytest.raises(Refused, match="ne l’est plus"):
        take_over(membership=member, by=helper, at=at)
    assert Application.objects.get().lead == lead


def test_declining_changes_nothing_else(dossier, lead, helper, join, at):
    decline(membership=offer(membership=join(helper), by=lead, at=at), by=helper, at=at)
    assert Application.objects.get().lead == lead
    assert Membership.objects.active().get().transfer_until is None


def test_only_one_offer_at_a_time(dossier, lead, helper, join, at):
    first, second = join(helper), join(UserFactory.create())
    offer(membership=first, by=lead, at=at)
    offer(membership=second, by=lead, at=at)
    first.refresh_from_db()
    assert first.transfer_until is None


def test_a_reader_is_not_offered_the_dossier(dossier, lead, helper, join, at):
    with pytest.raises(Refused, match="co-porteur"):
        offer(membership=join(helper, TeamRole.READER), by=lead, at=at)


def test_who_has_deposited_elsewhere_may_not_lead_one_more(call, dossier, lead, helper, join, at):
    other = ready(call=call, lead=helper, place=1)
    deposit(application=other, by=helper, at=at, token=uuid.uuid4())
    with pytest.raises(Refused, match="déjà déposé un dossier"):
        take_over(membership=offer(membership=join(helper), by=lead, at=at), by=helper, at=at)


def test_leaving_ends_the_offer_and_shuts_the_dossier(dossier, lead, helper, join, at):
    member = leave(membership=offer(membership=join(helper), by=lead, at=at), by=helper, at=at)
    assert (member.state, member.transfer_until) == (MembershipState.LEFT, None)
    assert not Application.objects.visible_to(helper, at).exists()


def test_ones_part_is_done_and_is_not_after_all(dossier, lead, helper, join, at):
    member = join(helper)
    for is_done in (True, True, False):
        finish(membership=member, is_done=is_done, by=helper, at=at)
    assert list(Entry.objects.filter(type__startswith="team.part").values_list("type", flat=True).order_by("id")) == [
        "team.part_done",
        "team.part_resumed",
    ]
    with pytest.raises(Refused, match="pas, ou plus, dans l’équipe"):
        finish(membership=member, is_done=True, by=lead, at=at)
