"""What the journal's entries about mails and about the instance say; the sentence follows the name of who did it."""

from datetime import datetime

from inmp_portal.journal.sentences import register
from inmp_portal.lib import french

register(
    {
        "instance.clock_moved": lambda data: (
            f"a placé l’horloge du portail au {french.moment(datetime.fromisoformat(data['to']))}"
        ),
        "mail_text.rewritten": "a récrit le texte (version {version})",
        "mail_text.taken_back": "est revenu au texte d’origine (version {version})",
        "reminder.held": "a retenu la relance « {name} » ({scope})",
        "reminder.let_go": "a laissé repartir la relance « {name} » ({scope})",
        "reminder.sent_early": "a fait partir sans attendre la relance « {name} » ({scope})",
        "mail.retried": "a demandé un nouvel envoi",
        "mail.aborted": "a abandonné l’envoi : « {reason} »",
        "mail.withheld": "a retenu le courriel",
        "mail.released": "a libéré le courriel",
    }
)
