"""Who may open what: every address of the portal, declared by its name. An undeclared one fails its test."""

from __future__ import annotations

PUBLIC: set[str] = set()  # open to everybody, says nothing of a person or a dossier
OWN: set[str] = {"home:space", "accounts:profile", "accounts:welcome"}  # speaks only of the person who asks
PUBLIC_FOLDERS = ("applications.views.public",)  # the public site, by the folder of its views
FOREIGN = ("admin:", "account_", "mfa_", "usersessions_", "socialaccount_")  # packages with their own checks


def is_exempt(view_name: str, module: str) -> bool:
    """May this page answer without asking a rule or reading through `visible_to`?"""
    return view_name in PUBLIC | OWN or view_name.startswith(FOREIGN) or module.startswith(PUBLIC_FOLDERS)
