from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "inmp_portal.outbox"
    label = "outbox"
    verbose_name = "Courriels"
