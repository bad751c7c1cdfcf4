"""What a café is, and the life of a registration."""

from django.db.models import TextChoices

from inmp_portal.lib.machine import Machine


class CafeKind(TextChoices):
    OPEN = "open", "session ouverte"
    APPOINTMENT = "appointment", "sur rendez-vous"


class RegistrationState(TextChoices):
    CONFIRMED = "confirmed", "confirmée"
    WAITING = "waiting", "en liste d’attente"
    OFFERED = "offered", "place proposée"
    CANCELLED = "cancelled", "annulée"
    ATTENDED = "attended", "présente"
    NO_SHOW = "no_show", "absente"


LIVE = (
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.ATTENDED,
    RegistrationState.NO_SHOW,
)
"""A person has one of these at most for each café."""

SEATED = (
    RegistrationState.CONFIRMED,
    RegistrationState.OFFERED,
    RegistrationState.ATTENDED,
    RegistrationState.NO_SHOW,
)
"""These hold a seat or a slot."""

REGISTRATION = Machine(
    RegistrationState,
    {
        RegistrationState.CONFIRMED: {
            RegistrationState.WAITING,  # given up for another slot that is not free yet
            RegistrationState.CANCELLED,
            RegistrationState.ATTENDED,
            RegistrationState.NO_SHOW,
        },
        RegistrationState.WAITING: {
            RegistrationState.OFFERED,
            RegistrationState.CONFIRMED,
            RegistrationState.CANCELLED,
            RegistrationState.ATTENDED,  # nobody who comes is refused
        },
        RegistrationState.OFFERED: {
            RegistrationState.CONFIRMED,
            RegistrationState.WAITING,
            RegistrationState.CANCELLED,
            RegistrationState.ATTENDED,
        },
        RegistrationState.ATTENDED: {RegistrationState.CONFIRMED, RegistrationState.WAITING},  # ticked by mistake
        RegistrationState.NO_SHOW: {RegistrationState.ATTENDED, RegistrationState.CONFIRMED},
    },
)


class ProposalKind(TextChoices):
    CLOSURE = "closure", "créneaux fermés"
    ASSIGNMENT = "assignment", "attribution à la liste d’attente"


class ProposalState(TextChoices):
    PENDING = "pending", "en préparation"
    READY = "ready", "à confirmer"
    FAILED = "failed", "non calculée"
    APPLIED = "applied", "appliquée"
    DROPPED = "dropped", "abandonnée"


PROPOSAL = Machine(
    ProposalState,
    {
        ProposalState.PENDING: {ProposalState.READY, ProposalState.FAILED, ProposalState.DROPPED},
        ProposalState.READY: {ProposalState.APPLIED, ProposalState.DROPPED},
        ProposalState.FAILED: {ProposalState.DROPPED},
    },
)
