"""People and households counted once, where they live. The older countings are made anew."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def forget(apps: Any, _editor: Any) -> None:
    """Show no older snapshot: the first look counts anew, and the next counting deletes them."""
    apps.get_model("command", "Snapshot").objects.update(is_complete=False)


class Migration(migrations.Migration):
    """Add the table of reach; places keep what belongs to registers."""

    dependencies: ClassVar = [("command", "0001_initial")]

    operations: ClassVar = [
        migrations.RunPython(forget, forget),
        migrations.RenameField("aidfigure", "recipients", "awards"),
        migrations.AlterField("placefigure", "recipients", models.IntegerField(default=0)),
        migrations.RemoveField("placefigure", "recipients"),
        migrations.RenameField("placefigure", "households", "registered"),
        migrations.CreateModel(
            name="ReachFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(blank=True, max_length=10)),
                ("programme", models.CharField(blank=True, max_length=40)),
                ("month", models.CharField(blank=True, max_length=7)),
                ("recipients", models.IntegerField()),
                ("households", models.IntegerField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="command.snapshot",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reachfigure",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "programme", "month", "region_code"),
                name="reach_in_a_place_is_counted_once",
            ),
        ),
    ]
