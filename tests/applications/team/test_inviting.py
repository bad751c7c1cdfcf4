"""An invitation is bound to its address, holds for three weeks, and what it promises is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.actions.team.answering import accept, refuse
from applications.actions.team.inviting import invite, remove, renew
from applications.models import Application, Membership
from applications.notices.team import Invited
from applications.states import MembershipState, TeamRole
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import ready
from tests.factories.people import UserFactory


def test_the_invitation_leaves_by_mail_and_opens_the_dossier_once_accepted(invited, dossier, helper, at, snapshot):
    mail = Mail.objects.get(kind="invitation_coporteur")
    assert mail.to == [helper.email]
    snapshot("mails/invitation_coporteur.txt", f"{mail.subject}\n\n{mail.text}".replace(invited.reference, "REFERENCE"))
    assert not Application.objects.visible_to(helper, at).exists()
    accept(membership=invited, by=helper, at=at)
    assert Application.objects.visible_to(helper, at).get() == dossier
    assert dossier.role_of(helper) == TeamRole.CO_LEAD
    assert list(Entry.objects.filter(type__startswith="team.").values_list("type", flat=True).order_by("id")) == [
        "team.invited",
        "team.joined",
    ]


def test_a_reader_is_told_that_nothing_can_be_changed(dossier, lead, helper, at, snapshot):
    made = invite(application=dossier, email=helper.email, role=TeamRole.READER, by=lead, at=at)
    mail = Mail.objects.get(kind="invitation_coporteur")
    text = f"{mail.subject}\n\n{mail.text}".replace(made.reference, "REFERENCE")
    snapshot("mails/invitation_coporteur-lecture.txt", text)


def test_nobody_else_may_answer(invited, lead, at):
    for somebody in (UserFactory.create(), lead):
        with pytest.raises(Refused, match="autre adresse"):
            accept(membership=invited, by=somebody, at=at)


def test_an_expired_invitation_says_so_and_is_renewed(invited, lead, helper, at):
    late = invited.expires_at + timedelta(seconds=1)
    with pytest.raises(Refused, match="a expiré le mardi 23 septembre 2025"):
        accept(membership=invited, by=helper, at=late)
    with pytest.raises(Refused, match="clos"):  # and the close comes first in this call
        renew(membership=invited, by=lead, at=late)
    later = at + timedelta(days=2)
    renewed = renew(membership=invited, by=lead, at=later)
    assert renewed.expires_at == invited.expires_at + timedelta(days=2)
    assert Mail.objects.filter(kind="invitation_coporteur").count() == 2
    assert accept(membership=renewed, by=helper, at=later).state == MembershipState.ACTIVE


def test_a_refusal_erases_the_address_and_leaves_the_place(invited, dossier, lead, helper, at):
    refuse(membership=invited, by=helper, at=at)
    invited.refresh_from_db()
    assert (invited.state, invited.email, invited.user) == (MembershipState.REFUSED, "", None)
    assert not Invited.still_wanted(Mail.objects.get(kind="invitation_coporteur"))
    assert helper.email not in str(list(Entry.objects.values_list("data", flat=True)))
    invite(application=dossier, email=helper.email, role=TeamRole.READER, by=lead, at=at)


@pytest.mark.parametrize(
    ("email", "reason"),
    [("helene.morvan@exemple.fr", "déjà tous les droits"), ("YANN.BAZIN@exemple.fr", "déjà invitée")],
)
def test_an_address_that_is_there_already_is_refused(invited, dossier, lead, at, email, reason):
    with pytest.raises(Refused, match=reason):
        invite(application=dossier, email=email, role=TeamRole.READER, by=lead, at=at)


def test_two_co_leads_at_most(dossier, lead, at):
    for n in range(2):
        invite(application=dossier, email=f"p{n}@exemple.fr", role=TeamRole.CO_LEAD, by=lead, at=at)
    with pytest.raises(Refused, match="déjà 2 co-porteurs"):
        invite(application=dossier, email="p3@exemple.fr", role=TeamRole.CO_LEAD, by=lead, at=at)
    remove(membership=dossier.memberships.get(email="p0@exemple.fr"), by=lead, at=at)
    invite(application=dossier, email="p3@exemple.fr", role=TeamRole.CO_LEAD, by=lead, at=at)


def test_only_the_lead_composes_the_team(invited, dossier, helper, join, at):
    accept(membership=invited, by=helper, at=at)
    with pytest.raises(Refused, match="Seule la personne porteuse"):
        invite(application=dossier, email="p3@exemple.fr", role=TeamRole.READER, by=helper, at=at)
    with pytest.raises(Refused, match="Seule la personne porteuse"):
        remove(membership=invited, by=helper, at=at)


def test_who_is_removed_is_shut_out_at_once_and_may_be_invited_again(dossier, lead, helper, join, at):
    remove(membership=join(helper), by=lead, at=at)
    assert not Application.objects.visible_to(helper, at).exists()
    assert Application.objects.get().role_of(helper) is None
    assert join(helper).state == MembershipState.ACTIVE


@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_to_the_last_place_one_is_refused(call, at, in_parallel):
    dossier = ready(call=call)
    invite(application=dossier, email="p0@exemple.fr", role=TeamRole.CO_LEAD, by=dossier.lead, at=at)

    def one(n: int) -> Membership:
        return invite(application=dossier, email=f"q{n}@exemple.fr", role=TeamRole.CO_LEAD, by=dossier.lead, at=at)

    results = in_parallel(4, one)
    assert sum(isinstance(result, Membership) for result in results) == 1
    assert all(isinstance(result, (Membership, Refused)) for result in results)
