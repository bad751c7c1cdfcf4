"""The technical administration of accounts: to look, and to close or reopen an account by its action."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from inmp_portal.accounts.actions.roles import switch_account
from inmp_portal.accounts.models import BreakGlass, Grant, Institution, SignInCode, User
from inmp_portal.accounts.web.signed_in import person_of
from inmp_portal.lib import clock
from inmp_portal.lib.console import ReadOnlyAdmin
from inmp_portal.lib.verdict import Refused


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("email", "last_name", "first_name", "institution", "is_active", "date_joined")
    list_filter = ("is_active", "institution")
    list_select_related = ("institution",)
    search_fields = ("email", "last_name", "first_name")
    exclude = ("password", "user_permissions", "groups", "last_login")
    actions = ("close_accounts", "reopen_accounts")

    @admin.action(description="Désactiver les comptes choisis", permissions=["view"])
    def close_accounts(self, request: HttpRequest, people: QuerySet[User]) -> None:
        self._switch(request, people, is_active=False)

    @admin.action(description="Réactiver les comptes choisis", permissions=["view"])
    def reopen_accounts(self, request: HttpRequest, people: QuerySet[User]) -> None:
        self._switch(request, people, is_active=True)

    def _switch(self, request: HttpRequest, people: QuerySet[User], *, is_active: bool) -> None:
        for person in people:
            try:
                switch_account(person=person, is_active=is_active, by=person_of(request), at=clock.now())
            except Refused as refusal:
                self.message_user(request, f"{person}\u00a0: {refusal.reason}", messages.ERROR)
            else:
                self.message_user(request, f"{person}\u00a0: c’est fait.", messages.SUCCESS)


@admin.register(Grant)
class GrantAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "granted_at", "granted_by", "revoked_at", "revoked_by")
    list_filter = ("role",)
    list_select_related = ("user", "granted_by", "revoked_by")


@admin.register(Institution)
class InstitutionAdmin(ReadOnlyAdmin):
    list_display = ("name", "short_name", "is_member", "code")


@admin.register(SignInCode)
class SignInCodeAdmin(ReadOnlyAdmin):
    """Who asked when, and how it ended; the digest of the code is nobody's business."""

    list_display = ("email", "asked_at", "expires_at", "attempts", "used_at")
    exclude = ("digest",)


@admin.register(BreakGlass)
class BreakGlassAdmin(ReadOnlyAdmin):
    list_display = ("person", "opened_at", "ends_at", "closed_at", "closed_by")
    list_select_related = ("person", "closed_by")
