"""`./portal check`: everything that can be wrong without running a test."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from inmp_portal.boot.commands.quality import locking
from inmp_portal.boot.kind import DEMONSTRATION, VARIABLE
from inmp_portal.boot.messages import say
from inmp_portal.boot.programs import Outcome, python, quietly


@dataclass(frozen=True)
class Check:
    """One thing to check; `run` gives its outcome."""

    name: str
    run: Callable[[], Outcome]


def main(arguments: list[str]) -> int:
    """Run every check, or those whose name holds one of the arguments; all are run even when one fails."""
    chosen = [check for check in checks() if not arguments or any(word in check.name for word in arguments)]
    failed = [check.name for check in chosen if not _passes(check)]
    say(f"\nÀ reprendre : {', '.join(failed)}." if failed else f"\n{len(chosen)} vérifications sans reproche.")
    return 1 if failed or not chosen else 0


def checks() -> list[Check]:
    """In the order in which they are quickest to fail."""
    return [
        Check("ruff", tool("ruff", "check", ".")),
        Check("ruff format", tool("ruff", "format", "--check", ".")),
        Check("shell", lambda: quietly(["sh", "-n", "portal"])),
        Check("shell .ci/run", lambda: quietly(["bash", "-n", ".ci/run"])),
        Check("requirements", locking.check),
        Check("imports", lambda: quietly(python("-c", "from importlinter.cli import lint_imports_command as c; c()"))),
        Check("templates", tool("djlint", "templates", "--lint", "--quiet")),
        Check("migrations", manage("makemigrations", "--check", "--dry-run")),
        Check("deploy", production("check", "--deploy", "--fail-level", "WARNING")),
        Check("compose", tool("check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")),
        Check("mypy", lambda: quietly(python("-m", "mypy"), env=of_a_demonstration())),
    ]


def tool(module: str, *arguments: str) -> Callable[[], Outcome]:
    return lambda: quietly(python("-m", module, *arguments))


def manage(*arguments: str, **variables: str) -> Callable[[], Outcome]:
    command = python("-W", "ignore", "manage.py", *arguments)
    return lambda: quietly(command, env={**of_a_demonstration(), **variables})


def of_a_demonstration() -> dict[str, str]:
    """The environment of what only reads the code: settings that start without a secret."""
    return {**os.environ, VARIABLE: DEMONSTRATION}


def production(*arguments: str) -> Callable[[], Outcome]:
    """Django's command under the settings of a production instance."""
    return manage(*arguments, **production_environment())


def production_environment() -> dict[str, str]:
    """What a production instance must be given; the smallest set that starts."""
    return {
        VARIABLE: "production",
        "PORTAL_CLOCK": "",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "SITE_URL": "https://portail.example.org",
        "ALLOWED_HOSTS": "portail.example.org",
        "DATABASE_URL": "postgres://portail:secret@db:5432/portail",
        "REDIS_URL": "redis://redis:6379/0",
        "EMAIL_URL": "smtp://mail.example.org:25",
    }


def _passes(check: Check) -> bool:
    started = time.monotonic()
    outcome = check.run()
    mark = "✓" if outcome.ok else "✗"
    say(f"{mark} {check.name} ({time.monotonic() - started:.1f} s)")
    if not outcome.ok:
        say(outcome.tail(60))
    return outcome.ok
