"""The background worker: takes up what an earlier one left, then waits for work."""

import os
import threading
import time
from pathlib import Path
from typing import Final

import django
from django.core.management import call_command

from tanggap.config import environment as env
from tanggap.config.family import end_with_parent

SIGN_OF_LIFE: Final = "worker.alive"
EVERY: Final = 15.0
"""Seconds between two signs of life."""


def main() -> None:
    """Work until somebody stops it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanggap.config.settings")
    end_with_parent()
    django.setup()
    from tanggap.audit.services import lengthen_chain  # noqa: PLC0415
    from tanggap.core.jobs import resume_interrupted  # noqa: PLC0415
    from tanggap.people.services.sweeping import sweep  # noqa: PLC0415

    lengthen_chain()
    sweep()
    resume_interrupted()
    _give_signs_of_life(env.data_folder() / SIGN_OF_LIFE)
    call_command("db_worker", queue_name="*", reload=False, startup_delay=False, verbosity=0)


def _give_signs_of_life(file: Path) -> None:
    """Touch a file now and then, and look whether something is due.

    `tanggap doctor` looks how old the file is.
    """
    from tanggap.core import beats  # noqa: PLC0415

    def beat() -> None:
        while True:
            file.touch(mode=0o600)
            beats.beat()
            time.sleep(EVERY)

    threading.Thread(target=beat, daemon=True, name="sign-of-life").start()


if __name__ == "__main__":
    main()
