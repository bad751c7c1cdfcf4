from events.models.cafe import Cafe
from events.models.desk import Desk, Slot
from events.models.feedback import Feedback, GroupMessage
from events.models.question import CafeQuestion
from events.models.registration import Registration, token_digest

__all__ = ["Cafe", "CafeQuestion", "Desk", "Feedback", "GroupMessage", "Registration", "Slot", "token_digest"]
