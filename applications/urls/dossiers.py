"""Dossiers, as their teams see them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
