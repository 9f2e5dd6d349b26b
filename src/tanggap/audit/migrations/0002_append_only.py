"""The triggers that keep the log append-only, and the one row that the chain is locked by."""

from django.db import migrations

from tanggap.audit import append_only


def _impose(apps, schema_editor):
    apps.get_model("audit", "ChainLock").objects.get_or_create(pk=1)
    append_only.impose(schema_editor.connection)


def _lift(apps, schema_editor):
    append_only.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(_impose, _lift)]
