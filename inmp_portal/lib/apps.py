from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "inmp_portal.lib"
    label = "lib"
    verbose_name = "Socle"

    def ready(self) -> None:
        import inmp_portal.lib.checks  # noqa: F401  (registering is its effect)
