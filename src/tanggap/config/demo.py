"""The demo: Kota Bogor with invented people, and an account for every role."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import transaction

from tanggap.accounts import services as accounts
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
    ("verifikator", "Lilis Verifikator", "verifier", CITY),
    ("bendahara", "Yusuf Bendahara", "payer", CITY),
    ("inspektur", "Tuti Inspektur", "inspector", WHOLE_INSTALLATION),
    ("admin", "Eko Administrator", "administrator", WHOLE_INSTALLATION),
)
"""User name, name, role, region."""

MAKING: Final = Sentence("Demo: {label}", "Demo: {label}")
_REGIONS: Final = Sentence("wilayah Kota Bogor", "the regions of Kota Bogor")
_ACCOUNTS: Final = Sentence("akun untuk setiap peran", "an account for every role")


def fill(tell: Callable[[Sentence], None]) -> None:
    """Run the steps that this data folder has not seen; each is remembered when it is over."""
    mark = settings.TANGGAP_DATA / DEMO_MARK
    done = mark.read_text(encoding="utf-8").split() if mark.exists() else []
    for name, step in demo_steps.items():
        if name in done:
            continue
        tell(_told(step.label))
        step.work()
        done.append(name)
        mark.write_text("\n".join(done), encoding="utf-8")


def register() -> None:
    """Add the first steps; other apps add theirs behind them."""
    demo_steps.add("regions", DemoStep(10, _REGIONS, _load_regions))
    demo_steps.add("accounts", DemoStep(20, _ACCOUNTS, _make_accounts))


def _load_regions() -> None:
    regions.load(CITY, by=Actor.system("demo"), at=clock.now())


@transaction.atomic
def _make_accounts() -> None:
    by, at = Actor.system("demo"), clock.now()
    for username, name, role, region in OFFICERS:
        user = accounts.create_user(
            username=username, display_name=name, email="", by=by, at=at, region_code=region
        )
        accounts.set_password(user=user, password=PASSWORD, by=by, at=at)
        accounts.give_role(user=user, role=role, region_code=region, by=by, at=at)


def _told(label: Label) -> Sentence:
    known = label if isinstance(label, Sentence) else Sentence(str(label), str(label))
    return Sentence(MAKING.id.format(label=known.id), MAKING.en.format(label=known.en))
