"""Cases are counted by place beforehand; all places begin as changed, so the worker counts them."""

from django.db import migrations, models


def mark_all(apps, schema_editor):
    """Mark every place that has cases."""
    cases = apps.get_model("assistance", "OverlapCase").objects.order_by("region_code")
    change = apps.get_model("assistance", "PlaceChange")
    places = cases.values_list("region_code", flat=True).distinct()
    change.objects.bulk_create([change(region_code=code) for code in places], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlaceChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(db_index=True, max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="PlaceTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=10, unique=True)),
                ("open", models.IntegerField(default=0)),
                ("proposed", models.IntegerField(default=0)),
                ("settled", models.IntegerField(default=0)),
                ("reopened", models.IntegerField(default=0)),
                ("lapsed", models.IntegerField(default=0)),
                ("at_stake", models.BigIntegerField(default=0)),
                ("saved", models.BigIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="overlapcase",
            index=models.Index(fields=["-at_stake", "id"], name="case_stake"),
        ),
        migrations.AddIndex(
            model_name="overlapcase",
            index=models.Index(
                condition=models.Q(("status__in", ["open", "proposed", "reopened"])),
                fields=["-at_stake", "id"],
                name="case_waiting_stake",
            ),
        ),
        migrations.RunPython(mark_all, migrations.RunPython.noop),
    ]
