"""Other names and earlier codes under which a region appears in lists."""

from datetime import datetime

from django.db import transaction

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.regions.models import Region, RegionAlias


class BadAlias(Exception):
    """Neither a name nor a code of digits, or a code that another region has now."""


@transaction.atomic
def add_alias(region: Region, *, by: Actor, at: datetime, name: str = "", code: str = "") -> None:
    """Let a region be found under another name or an earlier code. Raises BadAlias."""
    name, digits = " ".join(name.split()), code.replace(".", "").strip()
    if not (name or digits) or (digits and not (digits.isdigit() and len(digits) <= 10)):
        raise BadAlias
    if digits and Region.objects.filter(pk=digits).exists():
        raise BadAlias
    RegionAlias.objects.get_or_create(region=region, name=name, code=digits)
    audit.record(
        "regions.alias_added",
        by=by,
        at=at,
        region_code=region.code,
        facts={"name": name, "code": digits},
    )
