"""The packages that can be pledged, and the programmes under which they stand in the ledger."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.assistance import services as assistance
from tanggap.assistance.queries import programmes
from tanggap.core.actor import Actor
from tanggap.fostering.models import Package

FOUNDER: Final = Actor.system("Tanggap: JAGA ASA")
AID: Final = "JAGA-ASA"
SCHOOL: Final = "JAGA-ASA-SEKOLAH"
PROGRAMMES: Final[dict[str, dict[str, Any]]] = {
    AID: {
        "name_id": "Keluarga asuh (JAGA ASA)",
        "name_en": "Foster families (JAGA ASA)",
        "unit": "family",
        "door": 9,
        "amount": 500_000,
    },
    SCHOOL: {
        "name_id": "Biaya sekolah anak asuh (JAGA ASA)",
        "name_en": "School costs of a foster child (JAGA ASA)",
        "unit": "person",
        "door": 10,
        "amount": 250_000,
    },
}
"""School costs of orphans came beside official aid in 2021: 97 of 229 children of Kota Bogor were
in families with central aid. No rule sets them against anything."""
PACKAGES: Final[tuple[dict[str, Any], ...]] = (
    {
        "code": "TUNAI-2", "kind": "cash", "programme": AID, "months": 2, "amount": 500_000,
        "name_id": "Uang tunai dua bulan", "name_en": "Cash for two months",
        "contents": "",
    },
    {
        "code": "SEMBAKO-3", "kind": "goods", "programme": AID, "months": 3, "amount": 350_000,
        "name_id": "Sembako tiga bulan", "name_en": "Food for three months",
        "contents": "Beras 10 kg, minyak goreng 2 liter, telur 2 kg, gula 2 kg, lauk kering",
    },
    {
        "code": "SEKOLAH-12", "kind": "school", "programme": SCHOOL, "months": 12,
        "amount": 250_000, "name_id": "Biaya sekolah satu tahun",
        "name_en": "School costs for a year", "contents": "SPP, buku, seragam, ongkos",
    },
)  # fmt: skip
"""The first is that of 2020 (2 × Rp500,000, as much as the city's own aid)."""


@transaction.atomic
def seed(*, at: datetime) -> None:
    """Put in the programmes and packages that are missing; what a city changed stays."""
    for code, told in PROGRAMMES.items():
        if programmes.by_code(code) is None:
            assistance.programmes.save(
                code=code, kind="aid", source="donor", benefit="cash", **told, by=FOUNDER, at=at
            )
    for package in PACKAGES:
        Package.objects.get_or_create(code=package["code"], defaults=package)
