"""The questions of the cafés, for the coordination."""

from django.urls import URLPattern, path

from events.views.questions import listing

urlpatterns: list[URLPattern] = [
    path("pilotage/cafes/<slug:slug>/questions/", listing.QuestionList.as_view(), name="question_list"),
    path("pilotage/cafes/questions/<slug:reference>/publication/", listing.Publish.as_view(), name="question_publish"),
    path("pilotage/cafes/questions/<slug:reference>/retrait/", listing.Unpublish.as_view(), name="question_unpublish"),
]
