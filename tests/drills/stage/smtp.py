"""A mail server that keeps what it is given: who, which Message-ID, when. Standard library only."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Received:
    """One accepted message."""

    message_id: str
    to: tuple[str, ...]
    at: float


@dataclass
class Sink:
    """Listens on 127.0.0.1:`port` in a thread of its own; each message takes `delay` seconds to accept."""

    port: int
    delay: float = 0.0
    received: list[Received] = field(default_factory=list)

    def __enter__(self) -> Sink:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        if not ready.wait(5):
            raise RuntimeError(f"no mail server on port {self.port}")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    @property
    def duplicates(self) -> int:
        """How many messages came beyond the first with their Message-ID."""
        return len(self.received) - len({message.message_id for message in self.received})

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=64 * 1024 * 1024))
        ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        recipients: list[str] = []
        try:
            await _say(writer, "220 sink")
            while line := (await reader.readline()).decode(errors="replace").strip():
                verb = line.upper()
                if verb.startswith("RCPT"):
                    recipients.append(line.split("<")[-1].split(">")[0])
                if verb.startswith("DATA"):
                    await asyncio.sleep(self.delay / 2)  # a sender killed now has sent nothing…
                    await _say(writer, "354 go on")
                    await self._keep((await reader.readuntil(b"\r\n.\r\n")).decode(errors="replace"), recipients)
                    recipients = []
                await _say(writer, "221 bye" if verb.startswith("QUIT") else "250 ok")
                if verb.startswith("QUIT"):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the sender was killed
        finally:
            writer.close()

    async def _keep(self, content: str, recipients: list[str]) -> None:
        await asyncio.sleep(self.delay / 2)  # … and one killed now does not know that it has
        found = re.search(r"^Message-ID:\s*(<[^>]+>)", content, flags=re.I | re.M)
        self.received.append(Received(found[1] if found else "", tuple(recipients), time.monotonic()))


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()
