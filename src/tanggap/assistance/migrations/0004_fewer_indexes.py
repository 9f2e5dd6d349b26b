"""Fewer indexes: those that another one covers, or that nobody looks things up by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0003_claims_by_year"),
    ]

    operations = [
        migrations.AlterField(
            model_name="award",
            name="programme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="assistance.programme",
            ),
        ),
        migrations.AlterField(
            model_name="award",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="awards",
                to="assistance.round",
            ),
        ),
    ]
