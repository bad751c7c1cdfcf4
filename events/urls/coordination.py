"""The coordination's desk for the cafés."""

from django.urls import URLPattern, path

from events.views.coordination import board, desks, messages, opening, registrations
from events.views.coordination.slots import displacing, planning, proposals

urlpatterns: list[URLPattern] = [
    path("pilotage/cafes/", board.CafeDeskList.as_view(), name="cafe_desks"),
    path("pilotage/cafes/inscription/<slug:reference>/", registrations.RegistrationPage.as_view(), name="registration_read"),
    path("pilotage/cafes/<slug:slug>/", board.CafeBoard.as_view(), name="cafe_board"),
    path("pilotage/cafes/<slug:slug>/traiteur/", board.CaterersText.as_view(), name="cafe_caterer"),
    path("pilotage/cafes/<slug:slug>/inscriptions/", registrations.RegistrationList.as_view(), name="cafe_registrations"),
    path("pilotage/cafes/<slug:slug>/inscriptions/export.<slug:format>", registrations.RegistrationExport.as_view(), name="cafe_export"),
    path("pilotage/cafes/<slug:slug>/fermeture/", opening.CloseSignUps.as_view(), name="cafe_close"),
    path("pilotage/cafes/<slug:slug>/ouverture/", opening.OpenSignUps.as_view(), name="cafe_open"),
    path("pilotage/cafes/<slug:slug>/capacite/", opening.Capacity.as_view(), name="cafe_capacity"),
    path("pilotage/cafes/<slug:slug>/surreservation/", opening.Overbook.as_view(), name="cafe_overbook"),
    path("pilotage/cafes/<slug:slug>/deplacement/", opening.Relocate.as_view(), name="cafe_relocate"),
    path("pilotage/cafes/<slug:slug>/visioconference/", opening.Video.as_view(), name="cafe_video"),
    path("pilotage/cafes/<slug:slug>/creneaux/", planning.SlotBoard.as_view(), name="cafe_slots"),
    path("pilotage/cafes/<slug:slug>/creneaux/planning/", planning.PlanSlots.as_view(), name="slots_plan"),
    path("pilotage/cafes/<slug:slug>/creneaux/fermeture/", planning.CloseSlots.as_view(), name="slots_close"),
    path("pilotage/cafes/<slug:slug>/creneaux/ouverture/", planning.OpenSlots.as_view(), name="slots_open"),
    path("pilotage/cafes/<slug:slug>/attribution/", proposals.AskAssignment.as_view(), name="assignment_ask"),
    path("pilotage/cafes/<slug:slug>/proposition/", proposals.ProposalPage.as_view(), name="cafe_proposal"),
    path("pilotage/cafes/<slug:slug>/proposition/abandon/", proposals.DropProposal.as_view(), name="proposal_drop"),
    path("pilotage/cafes/inscription/<slug:reference>/deplacement/", displacing.Displace.as_view(), name="appointment_displace"),
    path("pilotage/cafes/inscription/<slug:reference>/annulation/", displacing.Dismiss.as_view(), name="appointment_dismiss"),
    path("pilotage/cafes/<slug:slug>/guichets/", desks.Desks.as_view(), name="cafe_guichets"),
    path("pilotage/cafes/<slug:slug>/lexique/", desks.Lexicon.as_view(), name="cafe_lexicon"),
    path("pilotage/cafes/<slug:slug>/messages/", messages.MessageHistory.as_view(), name="cafe_messages"),
    path("pilotage/cafes/<slug:slug>/messages/nouveau/", messages.WriteMessage.as_view(), name="message_write"),
]  # fmt: skip
