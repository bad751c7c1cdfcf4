"""Desks: their agendas, their answers, and the calendar feeds."""

from django.urls import URLPattern, path

from events.views.desks import agenda, answering, feeds

urlpatterns: list[URLPattern] = [
    path("pilotage/cafes/<slug:slug>/flux/", agenda.CafeFeed.as_view(), name="cafe_feed_rotate"),
    path("guichets/questions/<slug:reference>/", answering.Answer.as_view(), name="question_answer"),
    path(
        "guichets/questions/<slug:reference>/document/", answering.QuestionDocument.as_view(), name="question_document"
    ),
    path("guichets/<slug:slug>/<slug:code>/", agenda.DeskAgenda.as_view(), name="desk_agenda"),
    path("guichets/<slug:slug>/<slug:code>/agenda.pdf", agenda.DeskAgendaPdf.as_view(), name="desk_pdf"),
    path("guichets/<slug:slug>/<slug:code>/lien/", agenda.RotateFeed.as_view(), name="desk_feed_rotate"),
    path("flux/<slug:slug>/<slug:code>/<slug:secret>.ics", feeds.desk_feed_file, name="desk_feed"),
    path("flux/<slug:slug>/<slug:secret>.ics", feeds.cafe_feed_file, name="cafe_feed"),
]
