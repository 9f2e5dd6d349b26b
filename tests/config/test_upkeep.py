"""Upgrade and doctor, as an administrator types them."""

import os
import time
from pathlib import Path

import pytest
from tests.installations import Installation

from tanggap.config import preparing
from tanggap.config.environment import BadSetting

PRODUCTION = {
    "TANGGAP_MODE": "production",
    "TANGGAP_HOSTS": "tanggap.kotabogor.go.id",
    "TANGGAP_BEHIND_PROXY": "1",
}

HARM = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER audit_event_update_append_only")
    cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0003%'")
    cursor.execute("DROP TABLE core_tokenbucket")
"""


def test_one_command_upgrades_and_the_doctor_tells_what_is_left(tmp_path: Path) -> None:
    office = Installation(tmp_path / "data")
    first = office.tanggap("upgrade", expected=1, **PRODUCTION)  # new: nothing to back up
    for told in ("Run: tanggap manage load_regions", "first_administrator", "No backup in the"):
        assert told in first
    office.tanggap("manage", "load_regions", "32.71.01", **PRODUCTION)
    office.tanggap("manage", "first_administrator", "eko", **PRODUCTION)
    office.python(HARM, **PRODUCTION)
    assert "tanggap upgrade" in office.tanggap("doctor", **PRODUCTION)
    second = office.tanggap("upgrade", expected=1, **PRODUCTION)
    assert "Backup:" in second
    assert "lock_audit" in second
    office.tanggap("manage", "lock_audit", **PRODUCTION)
    healthy = office.tanggap("doctor", **PRODUCTION)
    assert "✗" not in healthy
    assert "Last backup" in healthy
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    assert backup.stat().st_mode & 0o077 == 0
    assert "not the demo's" in office.tanggap("up", expected=2)  # real people never meet the demo


BEFORE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "core", "0001", verbosity=0)
"""


def test_a_backup_of_an_older_version_comes_back_in_this_one(tmp_path: Path) -> None:
    old, new = Installation(tmp_path / "old"), Installation(tmp_path / "new")
    old.tanggap("upgrade", "--without-backup", expected=1, **PRODUCTION)
    old.tanggap("manage", "load_regions", "32.71.01", **PRODUCTION)
    old.python(BEFORE, **PRODUCTION)
    old.tanggap("backup", str(tmp_path / "old.tanggap"), **PRODUCTION)
    assert "Restored" in new.tanggap("restore", str(tmp_path / "old.tanggap"), **PRODUCTION)
    told = new.tanggap("doctor", expected=1, **PRODUCTION)
    assert "Regions are loaded" in told
    assert "behind this version" not in told


def test_nothing_is_restored_under_a_running_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANGGAP_DATA", str(tmp_path))
    with preparing.say_running(), preparing.say_running():
        with pytest.raises(BadSetting) as refusal, preparing.nobody_running():
            pass
        assert refusal.value.sentence == preparing.RUNNING
    with preparing.nobody_running():
        pass


def test_the_doctor_hears_whether_a_worker_is_at_work(tmp_path: Path, settings: object) -> None:
    from tanggap.config import doctor_data, worker

    settings.TANGGAP_DATA = tmp_path  # type: ignore[attr-defined]
    assert doctor_data._worker().grade == "advice"
    sign = tmp_path / worker.SIGN_OF_LIFE
    sign.touch()
    assert doctor_data._worker().grade == "good"
    long_ago = time.time() - doctor_data.SILENT * 2
    os.utime(sign, (long_ago, long_ago))
    assert doctor_data._worker().grade == "advice"
