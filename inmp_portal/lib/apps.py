from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "inmp_portal.lib"
    label = "lib"
    verbose_name = "Socle"

    def ready(self) -> None:
        from inmp_portal.lib import checks  # registering is its effect

        assert checks
