"""The life of a mail, and which mails go first."""

from django.db.models import IntegerChoices, TextChoices

from inmp_portal.lib.machine import Machine


class MailState(TextChoices):
    QUEUED = "queued", "en attente"
    SENDING = "sending", "en cours d’envoi"
    RETRY = "retry", "à reprendre"
    SENT = "sent", "envoyé"
    FAILED = "failed", "en échec"
    WITHHELD = "withheld", "retenu"
    ABORTED = "aborted", "abandonné"


class Priority(IntegerChoices):
    """Lower leaves first."""

    CODE = 0, "code de connexion"
    NORMAL = 5, "courante"
    BULK = 9, "envoi en nombre"


MAIL = Machine(
    MailState,
    {
        MailState.QUEUED: {MailState.SENDING, MailState.WITHHELD, MailState.ABORTED},
        MailState.SENDING: {MailState.SENT, MailState.RETRY, MailState.FAILED, MailState.ABORTED},
        MailState.RETRY: {MailState.SENDING, MailState.WITHHELD, MailState.ABORTED},
        MailState.FAILED: {MailState.RETRY, MailState.ABORTED},
        MailState.WITHHELD: {MailState.QUEUED, MailState.ABORTED},
    },
)
