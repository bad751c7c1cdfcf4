"""The form that deposits are kept with: written once, named by what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from applications.methods.deposits.canonical import canonical, sha256_of_bytes
from applications.models import Application, FrozenForm
from applications.queries.definitions import form_at
from applications.queries.working import content_of_application
from inmp_portal.lib.caching import Kept


@dataclass(frozen=True)
class Named:
    """A form as canonical JSON, and the hash that names it: a pure function of the call's row."""

    sha256: str
    written: bytes


_named: Kept[Named] = Kept(16)


def freeze(application: Application) -> Named:
    """The form under which this dossier was written, kept in the database from now on."""
    key = (application.call_id, content_of_application(application))
    named = _named.get(key, lambda: _name(form_at(*key)))
    if not FrozenForm.objects.filter(pk=named.sha256).exists():
        # Two first deposits may come at once: the second finds it there, and it is the same.
        FrozenForm.objects.bulk_create([FrozenForm(sha256=named.sha256, form=form_at(*key))], ignore_conflicts=True)
    return named


def _name(form: object) -> Named:
    written = canonical(form)
    return Named(sha256_of_bytes(written), written)
