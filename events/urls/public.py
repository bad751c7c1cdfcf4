"""Signing up, by anybody and without an account."""

from django.urls import URLPattern, path

from events.views.public import asking, booking, cafes, signing_up

urlpatterns: list[URLPattern] = [
    path("cafes/", cafes.CafeList.as_view(), name="cafe_list"),
    path("cafes/mon-lien/", signing_up.LostLink.as_view(), name="link_ask"),
    path("cafes/<slug:slug>/", cafes.CafePage.as_view(), name="cafe_detail"),
    path("cafes/<slug:slug>/inscription/", signing_up.SignUp.as_view(), name="registration_create"),
    path("cafes/<slug:slug>/inscription/enregistree/", signing_up.SignedUp.as_view(), name="registration_done"),
    path("cafes/<slug:slug>/rendez-vous/", booking.Question.as_view(), name="booking_start"),
    path("cafes/<slug:slug>/rendez-vous/creneaux/", booking.ChooseSlot.as_view(), name="slot_choose"),
    path("cafes/<slug:slug>/rendez-vous/confirmation/", booking.Confirm.as_view(), name="booking_confirm"),
    path("cafes/<slug:slug>/rendez-vous/prolonger/", booking.KeepLonger.as_view(), name="hold_extend"),
    path("cafes/<slug:slug>/question/", asking.Ask.as_view(), name="question_ask"),
]
