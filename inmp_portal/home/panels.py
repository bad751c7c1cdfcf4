"""The panels of the personal page: what is expected of me, by when. Each app registers its own in its `panels.py`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inmp_portal.accounts.models import User


@dataclass(frozen=True)
class PanelItem:
    """One line: what, where it leads, its full name (`note`), the next thing to do (`detail`), its state, by when.

    `todo` is what is expected, as a verb (« Terminer et déposer ACRONYME »), said at the top of the page when it is the
    next thing due. `progress` is a percentage when there is one.
    """

    label: str
    url: str
    note: str = ""
    detail: str = ""
    todo: str = ""
    state: str = ""
    tone: str = "calm"  # of the state: calm, open, warm, ok, bad
    due_at: datetime | None = None
    progress: int | None = None
    done: bool = False


@dataclass(frozen=True)
class PanelContent:
    """What a panel shows to one person; `empty` is said when there is no item, `action` is (label, address)."""

    title: str
    items: tuple[PanelItem, ...] = ()
    intro: str = ""
    empty: str = ""
    action: tuple[str, str] | None = None


class Panel(Protocol):
    """`for_user` answers None when the panel is not for this person; its number of queries never depends on rows."""

    key: str
    order: int

    def for_user(self, user: User, at: datetime) -> PanelContent | None: ...


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> Panel:
    """Add a panel, or replace the one that has its key."""
    _panels[panel.key] = panel
    return panel


def contents(user: User, at: datetime) -> list[tuple[str, PanelContent]]:
    """(key, content) of the panels for a person, in their order."""
    ordered = sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))
    shown = ((panel.key, panel.for_user(user, at)) for panel in ordered)
    return [(key, content) for key, content in shown if content is not None]


def expected(panels: Iterable[tuple[str, PanelContent]], at: datetime) -> PanelItem | None:
    """The next thing expected of the person: the undone item whose instant comes first and is not over."""
    items = [item for _, content in panels for item in content.items if not item.done]
    due = [(item.due_at, position) for position, item in enumerate(items) if item.due_at and item.due_at >= at]
    return items[min(due)[1]] if due else None
