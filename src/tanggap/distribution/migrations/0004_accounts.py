"""Accounts get a state: those of before were set by one officer and wait for another's word."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def give_regions(apps: Any, _schema: Any) -> None:
    """Write down where the person of each account is."""
    people = apps.get_model("people", "Person")._base_manager
    for one in apps.get_model("distribution", "Account")._base_manager.all():
        region = people.filter(pk=one.person_id).values_list("region_code", flat=True).first()
        one.region_code = region or ""
        one.save(update_fields=["region_code"])


class Migration(migrations.Migration):
    dependencies = [
        ("distribution", "0003_replacements"),
        ("people", "0002_fewer_indexes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="account",
            options={"ordering": ["-added_at", "-pk"]},
        ),
        migrations.AddField(
            model_name="account",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="decided_by_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="decided_by_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="account",
            name="decided_reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="account",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="number_index",
            field=models.BinaryField(db_index=True, max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="proposed_by_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="proposed_by_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="account",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="account",
            name="region_code",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="account",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Menunggu persetujuan"),
                    ("approved", "Berlaku"),
                    ("refused", "Ditolak"),
                    ("withdrawn", "Ditarik kembali"),
                    ("replaced", "Diganti"),
                ],
                default="proposed",
                max_length=9,
            ),
        ),
        migrations.RunPython(give_regions, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="account",
            name="person_id",
            field=models.BigIntegerField(db_index=True),
        ),
        migrations.CreateModel(
            name="AccountFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=10)),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("proposed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(blank=True, default=list)),
                ("sealed", models.BinaryField(blank=True, null=True)),
                ("run_id", models.BigIntegerField(blank=True, null=True)),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region_code", "sha256"), name="a_workbook_of_accounts_comes_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="distribution.accountfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved")),
                fields=("person_id",),
                name="one_account_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("person_id",),
                name="one_proposed_account_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "approved", "refused", "withdrawn", "replaced"])
                ),
                name="the_state_of_an_account_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "replaced", "refused"]), _negated=True),
                    models.Q(
                        ("decided_by_id__isnull", False),
                        models.Q(("decided_by_id", models.F("proposed_by_id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="another_officer_decides_of_an_account",
            ),
        ),
    ]
