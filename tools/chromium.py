"""Say where Chromium is; as root, install Debian's package where it is missing.

The browser tests use it through `find_or_install`; `make chromium` calls this file.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_or_install() -> str | None:
    """Return the path of Chromium, None where there is none and it cannot be brought."""
    return find() or (install() if can_install() else None)


def find() -> str | None:
    """Return the path of a Chromium on this machine; TANGGAP_CHROMIUM names another one."""
    named = os.environ.get("TANGGAP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def can_install() -> bool:
    """Tell whether this is root on a machine with Debian's packages."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> str | None:
    """Install Debian's package and return its path, None where that failed."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        command = ["apt-get", "--quiet", *step]
        done = subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode:
            return None
    return find()


if __name__ == "__main__":
    path = find_or_install()
    print(path or "No Chromium here; install your system's package `chromium`, or run as root.")
    sys.exit(0 if path else 1)
