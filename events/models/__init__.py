from events.models.cafe import Cafe
from events.models.desk import Desk, Slot
from events.models.feedback import Feedback, GroupMessage
from events.models.proposal import Proposal
from events.models.question import CafeQuestion
from events.models.registration import Registration, token_digest
from events.models.tap import Tap

__all__ = [
    "Cafe",
    "CafeQuestion",
    "Desk",
    "Feedback",
    "GroupMessage",
    "Proposal",
    "Registration",
    "Slot",
    "Tap",
    "token_digest",
]
