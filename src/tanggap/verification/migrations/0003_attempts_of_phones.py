"""Attempts get a UUID of their own, the time at the door, and a place."""

from typing import Any
from uuid import uuid4

from django.db import migrations, models
from django.db.models import F, Q


def give(apps: Any, _editor: Any) -> None:
    """Give earlier attempts a UUID; they were written down when they were made."""
    attempts = apps.get_model("verification", "Attempt")
    attempts.objects.update(made_at=F("at"))
    for number in attempts.objects.values_list("pk", flat=True):
        attempts.objects.filter(pk=number).update(uuid=uuid4())


class Migration(migrations.Migration):
    dependencies = [("verification", "0002_attempts")]

    operations = [
        migrations.AddField("attempt", "uuid", models.UUIDField(null=True)),
        migrations.AddField("attempt", "made_at", models.DateTimeField(null=True)),
        migrations.AddField("attempt", "latitude", models.FloatField(null=True)),
        migrations.AddField("attempt", "longitude", models.FloatField(null=True)),
        migrations.AddField("attempt", "accuracy", models.PositiveIntegerField(null=True)),
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.AlterField("attempt", "uuid", models.UUIDField(unique=True)),
        migrations.AlterField("attempt", "made_at", models.DateTimeField()),
        migrations.AddConstraint(
            "attempt",
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, accuracy__isnull=True)
                | Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                    accuracy__isnull=False,
                ),
                name="an_attempts_place_is_whole_and_on_earth",
            ),
        ),
    ]
