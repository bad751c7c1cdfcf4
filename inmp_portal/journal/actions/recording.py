"""Writing to the journal: called by actions, inside their transaction, and by nothing else."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from inmp_portal.journal.models import PORTAL, Entry


def record(type: str, obj: models.Model, *, by: Any, at: datetime, **data: Any) -> Entry:
    """Append one entry: what (`type`, e.g. "application.withdrawn"), on what, by whom (None: the portal itself)."""
    entry = Entry(
        type=type,
        actor_id=getattr(by, "pk", None),
        actor_label=str(by)[:200] if by is not None else PORTAL,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:250],
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
        at=at,
    )
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry
