from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "inmp_portal.journal"
    label = "journal"
    verbose_name = "Journal"
