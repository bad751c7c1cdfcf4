"""The embedded default's broker: kombu's folder of files, with files that appear whole or not at all.

kombu writes messages and bindings in place: a process that reads at the wrong instant finds half of one, and the
decoding error ends the worker. Writing beside and renaming is atomic. Folders are created when missing.
"""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Same folders and file names as kombu's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as kombu's own
        # Wall time, where kombu uses the time since boot: names stay in order across restarts of the machine.
        name = f"{round(time.time() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        self._write(Path(self.data_folder_out) / name, payload)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        bound = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        if bound in self.get_table(exchange):
            return  # every publisher declares its queue; almost always there is nothing to write
        with (self.control_folder / "binding.lock").open("w") as held:
            filesystem.lock(held, filesystem.LOCK_EX)
            self._write(self._exchange_file(exchange), list({bound, *self.get_table(exchange)}))
            filesystem.unlock(held)

    def _write(self, target: Path, content: Any) -> None:
        beside = self.control_folder / f"{uuid.uuid4()}.writing"
        beside.write_bytes(str_to_bytes(dumps(content)))
        beside.replace(target)


class Transport(filesystem.Transport):
    """`broker_transport` of instances without Redis."""

    Channel = Channel
