"""What a run over everybody learned is kept; the rows that a new one may meet are indexed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_pairs_of_a_region")]

    operations = [
        migrations.AddField(
            model_name="matchingrun",
            name="kind",
            field=models.CharField(default="full", max_length=8),
        ),
        migrations.AddConstraint(
            model_name="matchingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["full", "placed"])),
                name="people_run_kind_is_known",
            ),
        ),
        migrations.CreateModel(
            name="LearnedMatching",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("engine", models.CharField(max_length=40)),
                ("records", models.IntegerField()),
                ("model", models.JSONField()),
                ("census", models.JSONField()),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=models.deletion.PROTECT,
                        related_name="learned",
                        to="people.matchingrun",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(fields=["name_key", "region_code"], name="people_row_name"),
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(fields=["birth", "region_code"], name="people_row_birth"),
        ),
    ]
