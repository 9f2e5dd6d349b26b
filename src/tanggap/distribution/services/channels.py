"""The channels of this installation: those of the house, and its own in the data folder."""

from importlib import resources
from pathlib import Path

from django.conf import settings

from tanggap.distribution.domain import profiles
from tanggap.distribution.domain.profiles import Profile

FOLDER = "channels"


def known() -> dict[str, Profile]:
    """Return the channels by code; a file `channels/*.toml` in the data folder comes first.

    Raises BadProfile where one of the installation's own cannot be read.
    """
    texts = [
        one.read_text(encoding="utf-8")
        for one in resources.files("tanggap.distribution").joinpath(FOLDER).iterdir()
        if one.name.endswith(".toml")
    ]
    own = Path(settings.TANGGAP_DATA) / FOLDER
    texts += [one.read_text(encoding="utf-8") for one in sorted(own.glob("*.toml"))]
    found = (profiles.read(text) for text in texts)
    return dict(sorted((one.code, one) for one in found))


def by_code(code: str) -> Profile:
    """Return a channel. Raises KeyError."""
    return known()[code]
