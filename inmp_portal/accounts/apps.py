from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "inmp_portal.accounts"
    label = "accounts"
    verbose_name = "Comptes"
    default = True

    def ready(self) -> None:
        import_module("inmp_portal.accounts.web.enrolment")  # needs the models


class PortalAdminConfig(admin.AdminConfig):
    default_site = "inmp_portal.accounts.web.admin_site.PortalAdminSite"
    default = False
