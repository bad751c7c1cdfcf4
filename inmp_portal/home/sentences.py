"""What the journal's entries about mails say; the sentence follows the name of who did it."""

from inmp_portal.journal.sentences import register

register(
    {
        "mail.retried": "a demandé un nouvel envoi",
        "mail.aborted": "a abandonné l’envoi : « {reason} »",
        "mail.withheld": "a retenu le courriel",
        "mail.released": "a libéré le courriel",
    }
)
