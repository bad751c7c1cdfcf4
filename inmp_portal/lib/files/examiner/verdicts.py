"""How the child says no."""

COUNTED = 1_000  # pages, so that the person is told how many there are; beyond, « plus de 1 000 pages »


class Refuse(Exception):
    """Carries a key of `inmp_portal.lib.files.refusals.REASONS`, and what was counted when the reason tells it."""

    def __init__(self, code: str, found: int = 0) -> None:
        super().__init__(code)
        self.found = found
