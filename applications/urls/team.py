"""Teams: who writes a dossier with its lead."""

from django.urls import path

from applications.views.team import deeds
from applications.views.team.invitation import Invitation
from applications.views.team.page import Team

_MEMBER = "dossiers/<slug:reference>/equipe/<slug:member>"

urlpatterns = [
    path("invitations/<slug:reference>/", Invitation.as_view(), name="invitation"),
    path("dossiers/<slug:reference>/equipe/", Team.as_view(), name="team"),
    path(f"{_MEMBER}/retrait/", deeds.Remove.as_view(), name="member_remove"),
    path(f"{_MEMBER}/renvoi/", deeds.Renew.as_view(), name="member_renew"),
    path(f"{_MEMBER}/depart/", deeds.Leave.as_view(), name="member_leave"),
    path(f"{_MEMBER}/partie/", deeds.Finish.as_view(), name="member_finish"),
    path(f"{_MEMBER}/transfert/", deeds.Offer.as_view(), name="dossier_offer"),
    path(f"{_MEMBER}/transfert/fin/", deeds.EndOffer.as_view(), name="dossier_offer_end"),
    path(f"{_MEMBER}/transfert/accord/", deeds.TakeOver.as_view(), name="dossier_take_over"),
    path(f"{_MEMBER}/transfert/refus/", deeds.Decline.as_view(), name="dossier_decline"),
]
