"""gunicorn's settings, the same for `./portal run` and for the image: `gunicorn -c python:inmp_portal.boot.serving.web`.

How many workers and where they listen is said on the command line (or by WEB_CONCURRENCY).
"""

from __future__ import annotations

from pathlib import Path

from inmp_portal.boot.paths import VAR

wsgi_app = "inmp_portal.wsgi"
preload_app = True
control_socket_disable = True
timeout = 60
accesslog = "-"
# Its most. A search of some thousand characters gets the page's own words instead of a bare 414.
limit_request_line = 8190
# Workers say that they are alive by touching a file: never on a disk that may be slow.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else str(VAR)
