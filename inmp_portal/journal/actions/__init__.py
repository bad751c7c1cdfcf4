"""Writing the journal and sealing it: `from inmp_portal.journal import actions as journal`."""

from inmp_portal.journal.actions.recording import record
from inmp_portal.journal.actions.sealing import seal

__all__ = ["record", "seal"]
