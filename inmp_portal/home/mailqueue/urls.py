"""The queue of mails, for the coordination."""

from django.urls import path

from inmp_portal.home.mailqueue import views

urlpatterns = [
    path("pilotage/courriels/", views.MailQueue.as_view(), name="mail_list"),
    path("pilotage/courriels/<slug:reference>/", views.MailDetail.as_view(), name="mail_detail"),
    path("pilotage/courriels/<slug:reference>/renvoi/", views.RetryMail.as_view(), name="mail_retry"),
    path("pilotage/courriels/<slug:reference>/abandon/", views.AbortMail.as_view(), name="mail_abort"),
    path("pilotage/courriels/<slug:reference>/retenue/", views.WithholdMail.as_view(), name="mail_withhold"),
    path("pilotage/courriels/<slug:reference>/liberation/", views.ReleaseMail.as_view(), name="mail_release"),
]
