"""The public site."""

from django.urls import path

from applications.views.public import blank, calendar, faq, pages, verifying, wellknown

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("appel/", pages.CallPage.as_view(), name="call_detail"),
    path("axes/", pages.Axes.as_view(), name="axis_list"),
    path("calendrier/", calendar.CalendarPage.as_view(), name="calendar"),
    path("calendrier.ics", calendar.calendar_file, name="calendar_file"),
    path("calendrier/<slug:code>.ics", calendar.calendar_file, name="date_file"),
    path("evaluation/", pages.Evaluation.as_view(), name="evaluation"),
    path("faq/", faq.Faq.as_view(), name="faq"),
    path("documents/", pages.Documents.as_view(), name="call_documents"),
    path("documents/formulaire-vierge.pdf", blank.BlankForm.as_view(), name="blank_form"),
    path("laureats/", pages.Laureates.as_view(), name="laureate_list"),
    path("contact/", pages.Contact.as_view(), name="contact"),
    path("mentions-legales/", pages.Legal.as_view(), name="legal"),
    path("donnees-personnelles/", pages.PersonalData.as_view(), name="personal_data"),
    path("accessibilite/", pages.Accessibility.as_view(), name="accessibility"),
    path("verification/", verifying.Verify.as_view(), name="verify"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
]
