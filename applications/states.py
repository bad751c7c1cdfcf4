"""The tables of the application domain: what may follow what, and the phases of a call."""

from django.db.models import IntegerChoices, TextChoices

from inmp_portal.lib.machine import Machine


class State(TextChoices):
    DRAFT = "draft", "Brouillon"
    DEPOSITED = "deposited", "Déposé"
    SCREENING = "screening", "Recevabilité en cours"
    COMPLEMENT = "complement", "Complément demandé"
    ELIGIBLE = "eligible", "Recevable"
    INELIGIBLE = "ineligible", "Irrecevable"
    IN_REVIEW = "in_review", "En évaluation"
    REVIEWED = "reviewed", "Évalué"
    LAUREATE = "laureate", "Lauréat"
    RESERVE = "reserve", "Liste complémentaire"
    NOT_SELECTED = "not_selected", "Non retenu"
    DECLINED = "declined", "Désistement"
    WITHDRAWN = "withdrawn", "Retiré"


APPLICATION = Machine(
    State,
    {
        State.DRAFT: {State.DEPOSITED, State.WITHDRAWN},
        State.DEPOSITED: {State.SCREENING, State.WITHDRAWN},
        State.SCREENING: {State.COMPLEMENT, State.ELIGIBLE, State.INELIGIBLE, State.WITHDRAWN},
        State.COMPLEMENT: {State.SCREENING, State.ELIGIBLE, State.INELIGIBLE, State.WITHDRAWN},
        # Back to screening: a decision undone, with its reason (decision 0026).
        State.ELIGIBLE: {State.IN_REVIEW, State.SCREENING, State.WITHDRAWN},
        State.INELIGIBLE: {State.ELIGIBLE, State.SCREENING, State.WITHDRAWN},
        State.IN_REVIEW: {State.REVIEWED, State.WITHDRAWN},
        State.REVIEWED: {State.LAUREATE, State.RESERVE, State.NOT_SELECTED, State.WITHDRAWN},
        State.RESERVE: {State.LAUREATE},
        State.LAUREATE: {State.DECLINED},
        # Restoring: back to where it was, as its own deposits and dates tell (see rules.can_restore).
        State.WITHDRAWN: {State.DRAFT, State.DEPOSITED},
    },
)


class TeamRole(TextChoices):
    """What a person may do in a dossier; only its lead deposits it."""

    LEAD = "lead", "Porteur ou porteuse"
    CO_LEAD = "co_lead", "Co-porteur ou co-porteuse"
    READER = "reader", "Lecture seule"


class MembershipState(TextChoices):
    INVITED = "invited", "Invitation envoyée"
    ACTIVE = "active", "Dans l’équipe"
    REFUSED = "refused", "Invitation refusée"
    LEFT = "left", "A quitté l’équipe"
    REMOVED = "removed", "Retirée de l’équipe"


LIVE_MEMBERSHIPS = (MembershipState.INVITED, MembershipState.ACTIVE)
MEMBERSHIP = Machine(
    MembershipState,
    {
        MembershipState.INVITED: {MembershipState.ACTIVE, MembershipState.REFUSED, MembershipState.REMOVED},
        MembershipState.ACTIVE: {MembershipState.LEFT, MembershipState.REMOVED},
    },
)


class Finding(TextChoices):
    """What is answered to a check of eligibility."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    NOT_APPLICABLE = "na", "Sans objet"


class ComplementState(TextChoices):
    ASKED = "asked", "Demandé"
    RECEIVED = "received", "Reçu"
    LAPSED = "lapsed", "Sans réponse"
    ENDED = "ended", "Demande annulée"


COMPLEMENT = Machine(
    ComplementState,
    {ComplementState.ASKED: {ComplementState.RECEIVED, ComplementState.LAPSED, ComplementState.ENDED}},
)


class RulingState(TextChoices):
    """A decision on eligibility; one that refuses waits for a second reading."""

    PROPOSED = "proposed", "Seconde lecture attendue"
    CONFIRMED = "confirmed", "Prise"
    DROPPED = "dropped", "Proposition écartée"
    REVERSED = "reversed", "Annulée"


RULING = Machine(
    RulingState,
    {
        RulingState.PROPOSED: {RulingState.CONFIRMED, RulingState.DROPPED},
        RulingState.CONFIRMED: {RulingState.REVERSED},
    },
)


class Phase(IntegerChoices):
    """Where a call stands at an instant: computed from its dates, never stored."""

    BEFORE = 0, "avant l’ouverture"
    OPEN = 1, "dépôt ouvert"
    CLOSED = 2, "recevabilité"
    REVIEW = 3, "évaluation"
    SITTING = 4, "comité"
    ANNOUNCED = 5, "lauréats annoncés"


class DocumentState(TextChoices):
    QUEUED = "queued", "en attente"
    BUILDING = "building", "en préparation"
    RETRY = "retry", "à reprendre"
    READY = "ready", "prêt"
    FAILED = "failed", "en échec"


DOCUMENT = Machine(
    DocumentState,
    {
        DocumentState.QUEUED: {DocumentState.BUILDING},
        DocumentState.BUILDING: {DocumentState.READY, DocumentState.RETRY, DocumentState.FAILED, DocumentState.QUEUED},
        DocumentState.RETRY: {DocumentState.BUILDING},
        DocumentState.FAILED: {DocumentState.QUEUED},
    },
)


class DocumentKind(TextChoices):
    COMPLETE = "complete", "Dossier complet"
    REVIEWER = "reviewer", "Dossier pour l’évaluation"
    RECEIPT = "receipt", "Accusé de réception"


class TextRead(TextChoices):
    """How much of a file's text could be looked into for patients' data."""

    WHOLE = "whole", "texte lu en entier"
    PARTLY = "partly", "texte lu en partie"
    NONE = "none", "sans texte à lire (image ou page numérisée)"
    NOT_YET = "", "texte non lu"


class AxisKind(TextChoices):
    TRANSVERSAL = "transversal", "transversal"
    APPLIED = "applied", "appliqué"


class Provenance(TextChoices):
    OFFICIAL = "F", "texte officiel"
    USAGE = "U", "usage"
    CHOICE = "C", "choix à confirmer"


class Side(TextChoices):
    """From where somebody writes a message: they may be of the team of one dossier and of the coordination for others."""

    TEAM = "team", "L’équipe du dossier"
    COORDINATION = "coordination", "La coordination"


class Audience(TextChoices):
    """Who reads a message; the coordination and the direction of the project always do."""

    EVERYBODY = "everybody", "L’équipe du dossier et la coordination"
    COORDINATION = "coordination", "La coordination seulement"
