from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AccountsConfig(AppConfig):
    name = "inmp_portal.accounts"
    label = "accounts"
    verbose_name = "Comptes"
    default = True


class PortalAdminConfig(AdminConfig):
    default_site = "inmp_portal.accounts.web.admin_site.PortalAdminSite"
    default = False
