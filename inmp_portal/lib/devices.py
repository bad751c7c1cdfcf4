"""What a browser says of itself, in words."""

from __future__ import annotations

# The first that is found wins: browsers name those they resemble as well.
_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux",
}  # fmt: skip


def device(user_agent: str) -> str:
    """« Firefox sur Windows », or what can be told of it."""
    browser = _first(_BROWSERS, user_agent) or "Navigateur inconnu"
    system = _first(_SYSTEMS, user_agent)
    return f"{browser} sur {system}" if system else browser


def _first(names: dict[str, str], text: str) -> str:
    return next((name for mark, name in names.items() if mark in text), "")
