"""Regions and their boundaries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """The four levels; the value is the number of digits in a code of that level."""

    PROVINCE = 2, _("provinsi")
    REGENCY = 4, _("kabupaten/kota")
    DISTRICT = 6, _("kecamatan")
    VILLAGE = 10, _("kelurahan/desa")


class Region(models.Model):
    """A region by its code, in digits: a subtree is a range of codes, which every index serves."""

    code = models.CharField(primary_key=True, max_length=10)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent_code = models.CharField(max_length=10, default="", blank=True, db_index=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="region_level_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="region_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RegionAlias(models.Model):
    """Another name or an earlier code under which a region appears in lists."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, default="", blank=True)
    code = models.CharField(max_length=10, default="", blank=True, db_index=True)

    class Meta:
        ordering = ("region_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=["region", "name", "code"], name="region_alias_once"),
        )

    def __str__(self) -> str:
        return f"{self.region_id} {self.name or self.code}"


class RegionBoundary(models.Model):
    """The outline of a region, as GeoJSON geometry in WGS 84 (longitude, latitude)."""

    region = models.OneToOneField(
        Region, primary_key=True, on_delete=models.CASCADE, related_name="boundary"
    )
    geometry = models.JSONField()
    source = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ("region_id",)

    def __str__(self) -> str:
        return f"boundary {self.region_id}"
