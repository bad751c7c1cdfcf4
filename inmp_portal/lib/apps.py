from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "inmp_portal.lib"
    label = "lib"
    verbose_name = "Socle"
