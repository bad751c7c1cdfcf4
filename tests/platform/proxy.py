"""nginx with the very configuration of docker-compose.yml, in front of gunicorn with the image's command: no Docker.

What belongs to Docker alone is replaced: its resolver, the names and ports of the services, the folder of the volume.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.architecture.code import ROOT

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin")
HINT = "nginx manque : « apt-get install nginx-light » sur Debian, puis relancer ./portal test"
FRONT = "127.0.0.2"  # the address from which the tests' own TLS front speaks; everybody else comes from 127.0.0.1
# The image's nginx.conf, reduced to what matters here. Both servers run as the same user, as in the compose file.
_AROUND = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log notice;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; sendfile on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  include {folder}/default.conf;
}}
"""


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8")))


def configuration(*, listen: int, web: int, var: Path) -> str:
    """The compose file's nginx configuration as Docker would write it, at these places."""
    text = compose()["configs"]["nginx"]["content"]
    text = re.sub(r"(?<!\$)\$\{TRUSTED_FRONT[^}]*\}", FRONT, text).replace("$$", "$")
    for docker, here in (
        ("resolver 127.0.0.11 valid=5s;", ""),
        ("http://web:8000", f"http://127.0.0.1:{web}"),
        ("listen 8080;", f"listen 127.0.0.1:{listen};"),
        ("/srv/var/", f"{var}/"),
    ):
        assert docker in text, f"the compose file no longer says {docker}"
        text = text.replace(docker, here)
    return text


def image_command() -> list[str]:
    """The image's CMD, with this environment's gunicorn."""
    said = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.M)
    assert said
    program, *arguments = json.loads(said[1])
    return [sys.executable, "-m", program, *arguments]


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Proxy:
    """Both servers, stopped by `stop`."""

    folder: Path
    port: int = 0
    web_port: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, environment: dict[str, str]) -> None:
        self.port, self.web_port = _free_port(), _free_port()
        collected = subprocess.run(
            [sys.executable, "-m", "inmp_portal.boot.instance.collecting"], cwd=ROOT, env={**os.environ, **environment},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert collected.returncode == 0, collected.stderr
        command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{self.web_port}") for part in image_command()]
        command[command.index("--workers") + 1] = "2"
        self._run(command, {**os.environ, **environment})
        self.write(listen=self.port, web=self.web_port)
        self._run([NGINX or "nginx", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)])
        for port in (self.web_port, self.port):
            self._wait(port)

    def write(self, *, listen: int, web: int) -> None:
        var = self.folder / "var"
        (self.folder / "default.conf").write_text(configuration(listen=listen, web=web, var=var))
        (self.folder / "nginx.conf").write_text(
            _AROUND.format(folder=self.folder, user="user root; " if os.geteuid() == 0 else "")
        )

    def checked(self) -> subprocess.CompletedProcess[str]:
        """`nginx -t`."""
        command = [NGINX or "nginx", "-t", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)]
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    def ask(self, path: str, *, method: str = "GET", front: bool = True, body: Any = None, **headers: str) -> Answer:
        """One request; through the TLS front unless told otherwise."""
        said = {"Host": "portail.example.org", **({"X-Forwarded-Proto": "https"} if front else {})}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        source = (FRONT if front else "127.0.0.1", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=source)
        try:
            connection.request(method, path, body, said)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def stop(self) -> None:
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            process.wait(30)

    def _run(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        with (self.folder / "said.txt").open("ab") as said:
            self.running.append(
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
            )

    def _wait(self, port: int, seconds: float = 60) -> None:
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError((self.folder / "said.txt").read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
