"""A photo that was asked for lapses with the application that needed it."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Now

UNDECIDED = ("received", "visiting", "visited", "waiting")


def lapse(apps: Any, _schema: Any) -> None:
    """Close what was left open on applications that were decided or closed."""
    requests = apps.get_model("applications", "PhotoRequest").objects.filter(state="open")
    left = requests.exclude(application__status__in=UNDECIDED)
    left.update(state="lapsed", closed_at=Now())


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0004_photo_requests"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="photorequest",
            name="a_photo_request_is_open_or_says_what_came",
        ),
        migrations.AlterField(
            model_name="photorequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("answered", "answered"),
                    ("called_off", "called_off"),
                    ("lapsed", "lapsed"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="photorequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True), ("photo__isnull", True), ("state", "open")
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("photo__isnull", False),
                        ("state", "answered"),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("photo__isnull", True),
                        ("state__in", ["called_off", "lapsed"]),
                    ),
                    _connector="OR",
                ),
                name="a_photo_request_is_open_or_says_what_came",
            ),
        ),
        migrations.RunPython(lapse, migrations.RunPython.noop, elidable=True),
    ]
