"""The reminders to come, for the coordination."""

from django.urls import path

from inmp_portal.home.mailcalendar import views

_ONE = "pilotage/courriels/calendrier/<slug:scope>/<slug:rule>/"

urlpatterns = [
    path("pilotage/courriels/calendrier/", views.PlanList.as_view(), name="mail_plan_list"),
    path(_ONE, views.PlanDetail.as_view(), name="mail_plan_detail"),
    path(f"{_ONE}retenue/", views.HoldBack.as_view(), name="mail_plan_hold"),
    path(f"{_ONE}liberation/", views.LetGo.as_view(), name="mail_plan_let_go"),
    path(f"{_ONE}envoi/", views.SendEarly.as_view(), name="mail_plan_send"),
]
