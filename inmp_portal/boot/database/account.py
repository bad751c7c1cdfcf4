"""Under which account PostgreSQL runs: our own, or a dedicated one when we are root (PostgreSQL refuses root)."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from inmp_portal.boot.messages import NO_ACCOUNT, Stop, say
from inmp_portal.boot.programs import quietly

NAME = "pgserver"


@dataclass(frozen=True)
class Account:
    """Options for subprocess; empty when the account is ours."""

    uid: int
    gid: int
    is_other: bool

    def options(self) -> dict[str, object]:
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "env": self._environment()}

    def _environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")}
        return {**kept, "HOME": "/", "USER": NAME, "LOGNAME": NAME}

    def own(self, folder: Path) -> None:
        """Make a folder that only this account can enter."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.is_other:
            os.chown(folder, self.uid, self.gid)

    def open_way_to(self, folder: Path) -> None:
        """Let the account pass through (not list) the folders above, when root keeps them to itself."""
        if not self.is_other:
            return
        for parent in folder.resolve().parents:
            mode = parent.stat().st_mode
            if not mode & stat.S_IXOTH:
                say(f"• Passage ouvert pour PostgreSQL (chmod o+x) : {parent}")
                parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def account() -> Account:
    """Our own account, or the dedicated one, made when missing."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_other=False)
    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        made = quietly(["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/sh", NAME])
        try:
            found = pwd.getpwnam(NAME)
        except KeyError:
            raise Stop(NO_ACCOUNT, name=NAME, detail=made.tail()) from None
    return Account(found.pw_uid, found.pw_gid, is_other=True)
