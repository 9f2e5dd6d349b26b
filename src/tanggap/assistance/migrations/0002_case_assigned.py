"""Who works on a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the officer who took a case."""

    dependencies = [("assistance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="overlapcase",
            name="assigned_to_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="overlapcase",
            name="assigned_to_name",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    ]
