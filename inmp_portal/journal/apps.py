from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "inmp_portal.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        autodiscover_modules("sentences")
