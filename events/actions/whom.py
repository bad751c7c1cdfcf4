"""Who did it, where there is no account: a guest acts through the link of a mail, which is not the portal's own doing."""

from __future__ import annotations


class Guest:
    """The person of a registration, for the journal; their name, which would outlast them there, is not said."""

    def __str__(self) -> str:
        return "La personne inscrite"


GUEST = Guest()
