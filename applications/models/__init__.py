from applications.models.application import Application, SectionVersion
from applications.models.attachment import Attachment
from applications.models.axis import Axis
from applications.models.call import Call, CallDate, CallDocument, Question
from applications.models.complement import Complement
from applications.models.deposit import Deposit, DepositAttempt, FrozenForm
from applications.models.document import Document
from applications.models.extension import Extension
from applications.models.membership import Membership
from applications.models.message import Addressee, Message
from applications.models.screening import CheckAnswer, Ruling, Screening

__all__ = [
    "Addressee",
    "Application",
    "Attachment",
    "Axis",
    "Call",
    "CallDate",
    "CallDocument",
    "CheckAnswer",
    "Complement",
    "Deposit",
    "DepositAttempt",
    "Document",
    "Extension",
    "FrozenForm",
    "Membership",
    "Message",
    "Question",
    "Ruling",
    "Screening",
    "SectionVersion",
]
