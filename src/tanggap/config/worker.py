"""The background worker: takes up what an earlier one left, then waits for work."""

import os

import django
from django.core.management import call_command

from tanggap.config.family import end_with_parent


def main() -> None:
    """Work until somebody stops it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanggap.config.settings")
    end_with_parent()
    django.setup()
    from tanggap.audit.services import lengthen_chain  # noqa: PLC0415
    from tanggap.core.jobs import resume_interrupted  # noqa: PLC0415

    lengthen_chain()
    resume_interrupted()
    call_command("db_worker", queue_name="*", reload=False, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main()
