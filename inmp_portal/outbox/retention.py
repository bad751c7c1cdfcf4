"""How long mails are kept."""

from inmp_portal.lib.retention import Retention, Then

RETENTION = {
    "outbox.Mail": Retention(24, "envoi", Then.DELETED, "preuve des informations données aux équipes"),
    "outbox.Reminder": Retention(24, "envoi", Then.DELETED, "ne pas envoyer deux fois le même rappel"),
    "outbox.PlannedReminder": Retention(24, "clôture de l’appel", Then.DELETED, "tenue des envois"),
    "outbox.MailText": Retention(None, "dernière modification", Then.KEPT, "textes que le portail envoie"),
}
