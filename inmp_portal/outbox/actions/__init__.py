"""What makes mails and sends them, under one name: `from inmp_portal.outbox import actions as outbox`.

What a person does with a mail of the queue is journalled and so stands above the journal, in `inmp_portal.home`.
"""

from inmp_portal.outbox.actions.delivering import Delivery, deliver_due
from inmp_portal.outbox.actions.erasing import erase_about
from inmp_portal.outbox.actions.queueing import queue, queue_many
from inmp_portal.outbox.actions.reminding import remind

__all__ = ["Delivery", "deliver_due", "erase_about", "queue", "queue_many", "remind"]
