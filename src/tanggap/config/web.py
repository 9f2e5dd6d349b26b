"""The web server: gunicorn with threads, and Tanggap in it."""

import argparse
import gc
import os
from typing import Any

from gunicorn.app.base import BaseApplication

from tanggap.config import environment as env
from tanggap.config.family import end_with_parent

THREADS = 8
GARBAGE = 50_000
"""New objects after which the collector looks; Python's own 700 costs a tenth of a check of aid."""


class WebServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn without a configuration file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options that we chose."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the WSGI application; what stays for good is not searched for garbage again.

        It is loaded once, before the processes part: they share that memory as long as nobody,
        the collector included, writes to it.
        """
        from tanggap.config.wsgi import application  # noqa: PLC0415

        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE, 20, 20)
        return application


def default_processes() -> int:
    """Return one process a core up to four: threads share a core, processes do not."""
    return min(4, os.cpu_count() or 1)


def main() -> None:
    """Serve until somebody stops it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bind", required=True)
    parser.add_argument("--ready", default="", help="what to say once the address is open")
    arguments = parser.parse_args()
    end_with_parent()
    WebServer(
        {
            "bind": arguments.bind,
            "when_ready": lambda _server: print(arguments.ready, flush=True),  # noqa: T201
            "workers": env.number("TANGGAP_WEB_PROCESSES", 0) or default_processes(),
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 120,
            "graceful_timeout": 10,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "forwarded_allow_ips": "127.0.0.1,::1",
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112
        }
    ).run()


if __name__ == "__main__":
    main()
