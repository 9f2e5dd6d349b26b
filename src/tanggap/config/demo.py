"""The demo: Kota Bogor with invented people, and an account for every role.

Filling it is a row of steps. Each is remembered when it is over and may be done twice, so a start
that was killed half-way goes on at the next one and makes nothing double.
"""

import os
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import transaction

from tanggap.accounts import queries as account_queries
from tanggap.accounts import services as accounts
from tanggap.config import demo_city
from tanggap.config.safety import DEMO_MARK
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import DemoStep, Label, demo_steps
from tanggap.language import Sentence
from tanggap.regions import services as regions

CITY: Final = "3271"
WHOLE_INSTALLATION: Final = ""
PASSWORD: Final = "tanggap-demo"  # noqa: S105 - known to all, and only served on this machine

OFFICERS: Final = (
    ("data", "Dewi Petugas Data", "data_officer", CITY),
    ("pencocok", "Bayu Pencocok", "clerk", CITY),
    ("pencocok2", "Citra Pencocok", "clerk", CITY),
    ("pengelola", "Rina Pengelola", "programme_manager", CITY),
    ("pengelola2", "Agus Pengelola", "programme_manager", CITY),
    ("kepala", "Hendra Kepala Dinas", "head_of_office", CITY),
    ("sekretaris", "Sri Sekretaris Dinas", "head_of_office", CITY),
    ("verifikator", "Lilis Verifikator", "verifier", CITY),
    ("verifikator2", "Asep Verifikator", "verifier", CITY),
    ("bendahara", "Yusuf Bendahara", "payer", CITY),
    ("kelurahan", "Neng Petugas Kelurahan", "desk_officer", CITY),
    ("penyerahan", "Dodi Petugas Penyerahan", "handover", CITY),
    ("pengaduan", "Wulan Petugas Pengaduan", "complaints_officer", CITY),
    ("asuh", "Ratna Pengelola Asuh", "foster_coordinator", CITY),
    ("inspektur", "Tuti Inspektur", "inspector", WHOLE_INSTALLATION),
    ("admin", "Eko Administrator", "administrator", WHOLE_INSTALLATION),
)
"""User name, name, role, region."""
OTHERS: Final = (
    ("donatur", Sentence("orang tua asuh: bukan petugas", "a foster parent: no officer")),
)
"""User names of people who are no officers, whom the apps make, and what they show."""

TASKS: Final = {
    "data_officer": Sentence("mengimpor daftar dan memeriksa hasilnya", "imports lists"),
    "clerk": Sentence("memutuskan catatan yang meragukan", "settles doubtful matches"),
    "programme_manager": Sentence(
        "program, aturan, dan tumpang tindih", "programmes, rules and overlaps"
    ),
    "head_of_office": Sentence("menyetujui; angka dan peta", "approves; figures and map"),
    "verifier": Sentence("memeriksa calon penerima", "verifies who is to receive aid"),
    "payer": Sentence("membayarkan bantuan", "pays aid out"),
    "desk_officer": Sentence(
        "menerima pengajuan dan membagi kunjungan", "receives applications, assigns visits"
    ),
    "handover": Sentence("menyerahkan bantuan", "hands aid over"),
    "complaints_officer": Sentence("sanggahan dan pengaduan", "objections and complaints"),
    "foster_coordinator": Sentence(
        "mempertemukan donatur dan keluarga", "brings donors and families together"
    ),
    "inspector": Sentence("catatan audit", "the audit log"),
    "administrator": Sentence("akun dan peran", "accounts and roles"),
}
"""What each role is for, in a few words; the screens say the rest."""

MAKING: Final = Sentence(
    "Kota contoh, langkah {number} dari {count}: {label}",
    "Example city, step {number} of {count}: {label}",
)
_REGIONS: Final = Sentence("wilayah Kota Bogor", "the regions of Kota Bogor")
_ACCOUNTS: Final = Sentence("akun untuk setiap peran", "an account for every role")


def fill(tell: Callable[[Sentence], None]) -> None:
    """Run the steps that this data folder has not seen; each is remembered when it is over."""
    mark = settings.TANGGAP_DATA / DEMO_MARK
    done = mark.read_text(encoding="utf-8").split() if mark.exists() else []
    steps = demo_steps.items()
    for number, (name, step) in enumerate(steps, start=1):
        if name in done:
            continue
        tell(_told(step.label, number, len(steps)))
        step.work()
        done.append(name)
        fresh = mark.with_suffix(".new")
        fresh.write_text("\n".join(done), encoding="utf-8")
        os.replace(fresh, mark)  # noqa: PTH105 - whole or not at all


def is_ours() -> bool:
    """Tell whether nobody but the demo has put people into this installation."""
    begun = (settings.TANGGAP_DATA / DEMO_MARK).exists()
    return begun or not account_queries.users_for(Actor.system("demo")).exists()


def register() -> None:
    """Add the steps of the house; other apps add theirs between them, by their order."""
    demo_steps.add("regions", DemoStep(10, _REGIONS, _load_regions))
    demo_steps.add("accounts", DemoStep(20, _ACCOUNTS, _make_accounts))
    for order, (name, label, work) in enumerate(demo_city.steps(), start=40):
        demo_steps.add(name, DemoStep(order, label, work))


def _load_regions() -> None:
    regions.load(CITY, by=Actor.system("demo"), at=clock.now())


@transaction.atomic
def _make_accounts() -> None:
    by, at = Actor.system("demo"), clock.now()
    known = set(account_queries.users_for(by).values_list("username", flat=True))
    for username, name, role, region in OFFICERS:
        if username in known:
            continue
        user = accounts.create_user(
            username=username, display_name=name, email="", by=by, at=at, region_code=region
        )
        accounts.set_password(user=user, password=PASSWORD, by=by, at=at)
        accounts.give_role(user=user, role=role, region_code=region, by=by, at=at)


def _told(label: Label, number: int, count: int) -> Sentence:
    known = label if isinstance(label, Sentence) else Sentence(str(label), str(label))
    return Sentence(
        MAKING.id.format(number=number, count=count, label=known.id),
        MAKING.en.format(number=number, count=count, label=known.en),
    )
