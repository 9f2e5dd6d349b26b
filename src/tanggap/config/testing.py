"""Settings of the tests and of the type checker: no key file, tasks at once, cheap passwords.

TANGGAP_TEST_DATABASE=postgresql runs the same tests on PostgreSQL; `tests/conftest.py` starts it.
"""

import os
import tempfile
from pathlib import Path

os.environ["TANGGAP_MODE"] = "test"
os.environ["TANGGAP_DATA"] = str(
    Path(tempfile.gettempdir()) / f"tanggap-tests-{os.getuid()}-{os.getpid()}"
)
os.environ.pop("TANGGAP_DATABASE_URL", None)
if os.environ.get("TANGGAP_TEST_DATABASE") == "postgresql":
    os.environ["TANGGAP_DATABASE_URL"] = "postgresql://postgres@localhost/postgres"

from tanggap.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Every process has its own: a file, since threads of one process must meet as writers do.
DATABASES["default"]["TEST"] = {  # noqa: F405
    "NAME": f"tanggap_{os.getpid()}"
    if "TANGGAP_DATABASE_URL" in os.environ
    else str(Path(os.environ["TANGGAP_DATA"]) / f"test-{os.getpid()}.sqlite3")
}
Path(os.environ["TANGGAP_DATA"]).mkdir(mode=0o700, exist_ok=True)
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
