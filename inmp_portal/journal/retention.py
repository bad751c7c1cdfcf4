"""How long the journal is kept."""

from inmp_portal.lib.retention import Retention, Then

RETENTION = {
    "journal.Entry": Retention(60, "clôture de l’édition", Then.ARCHIVED, "preuve des opérations de l’appel"),
    "journal.Seal": Retention(None, "scellement", Then.KEPT, "intégrité du journal : empreintes seules"),
}
