"""What fills a message is sealed, codes and links above all."""

from typing import Any

from django.db import migrations, models

from tanggap.messaging import sealing

AT_A_TIME = 1000


def seal(apps: Any, _schema: Any) -> None:
    """Seal what was written in clear."""
    _each(apps, lambda one: {"sealed_context": sealing.sealed(one.context)})


def unseal(apps: Any, _schema: Any) -> None:
    """Write it in clear again, where the migration is taken back."""
    _each(apps, lambda one: {"context": sealing.context_of(bytes(one.sealed_context))})


def _each(apps: Any, change: Any) -> None:
    messages = apps.get_model("messaging", "Message").objects.order_by("pk")
    last = 0
    while some := list(messages.filter(pk__gt=last)[:AT_A_TIME]):
        changed = set()
        for one in some:
            for name, value in change(one).items():
                setattr(one, name, value)
                changed.add(name)
        messages.bulk_update(some, sorted(changed))
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_keep_a_week"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="sealed_context",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField(model_name="message", name="context"),
    ]
