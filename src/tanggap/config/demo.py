"""The demo: Kota Bogor with invented people, and an account for every role."""

from collections.abc import Callable
from typing import Final

from django.conf import settings

from tanggap.accounts import services as accounts
from tanggap.config.safety import DEMO_MARK
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import DemoStep, Label, demo_steps
from tanggap.language import Sentence
from tanggap.regions import services as regions

CITY: Final = "3271"
PASSWORD: Final = "tanggap-demo"  # noqa: S105 - known to all, and only served on this machine

OFFICERS: Final = (
    ("data", "Dewi Petugas Data", ("data_officer",)),
    ("pencocok", "Bayu Pencocok", ("clerk",)),
    ("pencocok2", "Citra Pencocok", ("clerk",)),
    ("pengelola", "Rina Pengelola", ("programme_manager",)),
    ("pengelola2", "Agus Pengelola", ("programme_manager",)),
    ("kepala", "Hendra Kepala Dinas", ("head_of_office",)),
    ("verifikator", "Lilis Verifikator", ("verifier",)),
    ("bendahara", "Yusuf Bendahara", ("payer",)),
    ("inspektur", "Tuti Inspektur", ("inspector",)),
    ("admin", "Eko Administrator", ("administrator",)),
)

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


def _make_accounts() -> None:
    by, at = Actor.system("demo"), clock.now()
    for username, name, roles in OFFICERS:
        user = accounts.create_user(
            username=username, display_name=name, email="", by=by, at=at, region_code=CITY
        )
        accounts.set_password(user=user, password=PASSWORD, by=by, at=at)
        for role in roles:
            accounts.give_role(user=user, role=role, region_code=CITY, by=by, at=at)


def _told(label: Label) -> Sentence:
    known = label if isinstance(label, Sentence) else Sentence(str(label), str(label))
    return Sentence(MAKING.id.format(label=known.id), MAKING.en.format(label=known.en))
