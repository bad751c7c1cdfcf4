"""The day of a café, for the coordination."""

from django.urls import URLPattern, path

from events.views.day import papers, reception, results, walking_in

_AT = "pilotage/cafes/<slug:slug>/accueil/"

urlpatterns: list[URLPattern] = [
    path(_AT, reception.Reception.as_view(), name="reception"),
    path("pilotage/cafes/<slug:slug>/avis/", results.FeedbackResults.as_view(), name="feedback_results"),
    path(f"{_AT}emargement.pdf", papers.SignInSheet.as_view(), name="sign_in_sheet"),
    path(f"{_AT}badges.pdf", papers.Badges.as_view(), name="badges"),
    path(f"{_AT}sans-inscription/", walking_in.WalkIn.as_view(), name="walk_in"),
    path(f"{_AT}absences/", reception.Absences.as_view(), name="absences_note"),
    path(f"{_AT}absences/reprise/", reception.AbsencesUndone.as_view(), name="absences_undo"),
    path(f"{_AT}<slug:reference>/arrivee/", reception.Arrival.as_view(), name="arrival_note"),
    path(f"{_AT}<slug:reference>/reprise/", reception.Undo.as_view(), name="arrival_undo"),
    path(f"{_AT}<slug:reference>/adresse/", reception.Address.as_view(), name="walk_in_address"),
]
