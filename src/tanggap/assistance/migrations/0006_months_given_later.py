"""What is proposed for a list that was committed before anybody knew its months."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0005_place_tallies"),
    ]

    operations = [
        migrations.AddField(
            model_name="listplan",
            name="amount",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="listplan",
            name="proposed",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assistance.round",
            ),
        ),
        migrations.AddField(
            model_name="listplan",
            name="proposed_amount",
            field=models.BigIntegerField(null=True),
        ),
    ]
