"""The screening of deposited dossiers: the coordination's pages, and the complement of a team."""

from django.urls import path

from applications.views.screening import asking, dossier, listing, ruling, team

_DOSSIER = "pilotage/recevabilite/<slug:reference>"

urlpatterns = [
    path("dossiers/<slug:reference>/complement/", team.ComplementPage.as_view(), name="complement"),
    path("pilotage/recevabilite/", listing.ScreeningList.as_view(), name="screening_list"),
    path(f"{_DOSSIER}/", dossier.ScreeningPage.as_view(), name="screening_detail"),
    path(f"{_DOSSIER}/debut/", dossier.StartScreening.as_view(), name="screening_start"),
    path(f"{_DOSSIER}/controles/<slug:code>/", dossier.AnswerCheck.as_view(), name="check_answer"),
    path(f"{_DOSSIER}/complement/", asking.AskComplement.as_view(), name="complement_ask"),
    path(f"{_DOSSIER}/complement/delai/", asking.ExtendComplement.as_view(), name="complement_extend"),
    path(f"{_DOSSIER}/complement/fin/", asking.EndComplement.as_view(), name="complement_end"),
    path(f"{_DOSSIER}/decision/", ruling.MakeRuling.as_view(), name="ruling_make"),
    path(f"{_DOSSIER}/decision/lecture/", ruling.ConfirmRuling.as_view(), name="ruling_confirm"),
    path(f"{_DOSSIER}/decision/ecart/", ruling.DropRuling.as_view(), name="ruling_drop"),
    path(f"{_DOSSIER}/decision/annulation/", ruling.ReverseRuling.as_view(), name="ruling_reverse"),
]
