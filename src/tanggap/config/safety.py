"""What must hold before personal data may be served: production refuses to start without it."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tanggap.config import environment as env
from tanggap.config.keys import FILE_NAME
from tanggap.language import Sentence

DEMO_MARK: Final = "demo"
"""A file by this name in the data folder says that its people are invented."""

_LOCAL: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
_ENCRYPTED: Final = frozenset({"require", "verify-ca", "verify-full"})
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

S = Sentence
DEBUG_IS_ON: Final = S(
    "TANGGAP_DEBUG menyala: halaman galat akan memperlihatkan data orang. Matikan.",
    "TANGGAP_DEBUG is on: error pages would show personal data. Switch it off.",
)
NO_HOSTS: Final = S(
    "TANGGAP_HOSTS belum diisi. Isilah nama situs, misalnya tanggap.kotabogor.go.id.",
    "TANGGAP_HOSTS is not set. Name the site, for example tanggap.kotabogor.go.id.",
)
ANY_HOST: Final = S(
    "TANGGAP_HOSTS berisi *. Sebutkan nama situsnya.",
    "TANGGAP_HOSTS holds *. Name the site.",
)
NO_HTTPS: Final = S(
    "Data orang hanya boleh lewat HTTPS. Pasang reverse proxy lalu setel TANGGAP_BEHIND_PROXY=1.",
    "Personal data may only travel by HTTPS. Put a reverse proxy in front and set "
    "TANGGAP_BEHIND_PROXY=1.",
)
NO_SECOND_FACTOR: Final = S(
    "TANGGAP_SECOND_FACTOR=0 hanya boleh bila masuk lewat SSO (TANGGAP_OIDC_SERVER).",
    "TANGGAP_SECOND_FACTOR=0 is only for installations with single sign-on (TANGGAP_OIDC_SERVER).",
)
HALF_SSO: Final = S(
    "SSO belum lengkap: TANGGAP_OIDC_SERVER (https), _CLIENT_ID, dan _CLIENT_SECRET harus terisi.",
    "Single sign-on is incomplete: TANGGAP_OIDC_SERVER (https), _CLIENT_ID and _CLIENT_SECRET "
    "are all needed.",
)
KEYS_ARE_OPEN: Final = S(
    "Berkas kunci dapat dibaca pengguna lain. Jalankan: chmod 600 {file}",
    "Others can read the key file. Run: chmod 600 {file}",
)
FOLDER_IS_OPEN: Final = S(
    "Folder data dapat dibaca pengguna lain. Jalankan: chmod 700 {file}",
    "Others can read the data folder. Run: chmod 700 {file}",
)
DEMO_DATA: Final = S(
    "Folder data ini berisi demo: orangnya rekaan dan kata sandinya diketahui umum. Pilih "
    "TANGGAP_DATA lain.",
    "This data folder holds the demo: its people are invented and its passwords known to all. "
    "Choose another TANGGAP_DATA.",
)
OPEN_DATABASE: Final = S(
    "PostgreSQL di komputer lain harus memakai TLS: tambahkan ?sslmode=require pada "
    "TANGGAP_DATABASE_URL.",
    "A PostgreSQL on another machine needs TLS: add ?sslmode=require to TANGGAP_DATABASE_URL.",
)
REFUSED: Final = S("Tanggap tidak dijalankan:", "Tanggap does not start:")


def insist() -> None:
    """Raise BadSetting with every unsafe setting, one sentence a line."""
    found = list(unsafe())
    if found:
        raise env.BadSetting(
            S(
                "\n- ".join([REFUSED.id, *(one.id for one in found)]),
                "\n- ".join([REFUSED.en, *(one.en for one in found)]),
            )
        )


def unsafe() -> Iterator[Sentence]:
    """Yield what is unsafe in the environment and the data folder, for production."""
    if env.flag("TANGGAP_DEBUG", default=False):
        yield DEBUG_IS_ON
    hosts = env.words("TANGGAP_HOSTS")
    if not hosts:
        yield NO_HOSTS
    if "*" in hosts:
        yield ANY_HOST
    if not env.flag("TANGGAP_BEHIND_PROXY", default=False):
        yield NO_HTTPS
    yield from _unsafe_sign_in()
    yield from _unsafe_folder(env.data_folder())
    yield from _unsafe_database()


def _unsafe_sign_in() -> Iterator[Sentence]:
    server = env.text("TANGGAP_OIDC_SERVER")
    if not server and not env.flag("TANGGAP_SECOND_FACTOR", default=True):
        yield NO_SECOND_FACTOR
    complete = env.text("TANGGAP_OIDC_CLIENT_ID") and env.text("TANGGAP_OIDC_CLIENT_SECRET")
    if server and not (server.startswith("https://") and complete):
        yield HALF_SSO


def _unsafe_folder(folder: Path) -> Iterator[Sentence]:
    if (folder / DEMO_MARK).exists():
        yield DEMO_DATA
    if _is_open(folder):
        yield FOLDER_IS_OPEN.format(file=folder)
    if _is_open(folder / FILE_NAME):
        yield KEYS_ARE_OPEN.format(file=folder / FILE_NAME)


def _is_open(file: Path) -> bool:
    return file.exists() and bool(file.stat().st_mode & _OTHERS)


def _unsafe_database() -> Iterator[Sentence]:
    found = env.database(env.data_folder())
    if found.engine != "postgresql" or found.host in _LOCAL or found.host.startswith("/"):
        return
    if dict(found.options).get("sslmode") not in _ENCRYPTED:
        yield OPEN_DATABASE
