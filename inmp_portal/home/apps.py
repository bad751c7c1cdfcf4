from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HomeConfig(AppConfig):
    name = "inmp_portal.home"
    label = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        """Let every app register what it shows here, without naming any."""
        autodiscover_modules("panels", "moments", "personas", "demo", "plans")
