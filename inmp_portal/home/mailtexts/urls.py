"""The texts of mails, for the coordination."""

from django.urls import path

from inmp_portal.home.mailtexts import views

urlpatterns = [
    path("pilotage/courriels/textes/", views.TextList.as_view(), name="mail_text_list"),
    path("pilotage/courriels/textes/<slug:kind>/", views.TextEdit.as_view(), name="mail_text_edit"),
    path("pilotage/courriels/textes/<slug:kind>/apercu/", views.TextPreview.as_view(), name="mail_text_preview"),
    path("pilotage/courriels/textes/<slug:kind>/origine/", views.TextTakeBack.as_view(), name="mail_text_take_back"),
]
