from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "inmp_portal.home"
    label = "home"
    verbose_name = "Accueil"
