from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "inmp_portal.accounts"
    label = "accounts"
    verbose_name = "Comptes"
