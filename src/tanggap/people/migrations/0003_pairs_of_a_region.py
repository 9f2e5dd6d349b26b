"""Doubtful pairs of a region are counted from an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="reviewpair",
            index=models.Index(fields=["region_code", "status"], name="people_pair_region_status"),
        ),
    ]
