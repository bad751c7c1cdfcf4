"""How the child says no."""


class Refuse(Exception):
    """Carries a key of `inmp_portal.lib.files.refusals.REASONS`."""
