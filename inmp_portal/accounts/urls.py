"""The addresses of accounts, in French; what is not listed here (passwords, sign-up, e-mail change) does not exist.

allauth looks its pages up by name (`account_login`, `mfa_index`, …), so those keep its names, outside a namespace.
"""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import include, path

from inmp_portal.accounts.views import directory, glass, people, sessions, signing

ours = [
    path("", people.Profile.as_view(), name="profile"),
    path("bienvenue/", people.Welcome.as_view(), name="welcome"),
    path("roles/", people.Roles.as_view(), name="roles"),
    path("roles/<int:pk>/retrait/", people.RevokeRole.as_view(), name="role_revoke"),
    path("acces-exceptionnel/", glass.Glass.as_view(), name="glass"),
    path("acces-exceptionnel/<int:pk>/fin/", glass.CloseGlass.as_view(), name="glass_close"),
    path("sessions/fin/", sessions.EndSession.as_view(), name="session_end"),
]
second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("verification/", mfa.authenticate, name="mfa_authenticate"),
    path("confirmation/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("application/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes-de-secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes-de-secours/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("cles/confirmation/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("cles/connexion/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("cles/<int:pk>/nommer/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
urlpatterns = [
    path("", include((ours, "accounts"))),
    path("connexion/", signing.SignIn.as_view(), name="account_login"),
    path("connexion/", signing.SignIn.as_view(), name="account_request_login_code"),
    path("connexion/annuaire/", directory.DirectorySignIn.as_view(), name="account_directory"),
    path("connexion/<slug:provider_id>/retour/", directory.DirectoryReturn.as_view(), name="openid_connect_callback"),
    path("connexion/code/", signing.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("deconnexion/", allauth_views.logout, name="account_logout"),
    path("desactive/", allauth_views.account_inactive, name="account_inactive"),
    path("sessions/", sessions.Sessions.as_view(), name="usersessions_list"),
    path("second-facteur/", include(second_factor)),
]
if settings.DIRECTORY_APPS:
    from allauth.socialaccount.providers.saml import views as saml  # its library comes with the extra only

    saml_urls = [
        path("acs/", saml.acs, name="saml_acs"),
        path("acs/fin/", saml.finish_acs, name="saml_finish_acs"),
        path("metadonnees/", saml.metadata, name="saml_metadata"),
        path("deconnexion/", saml.sls, name="saml_sls"),
    ]
    urlpatterns.append(path("connexion/<slug:organization_slug>/saml/", include(saml_urls)))
