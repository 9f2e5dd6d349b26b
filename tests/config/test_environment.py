"""Settings come from the environment, and unsafe ones keep production from starting."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tanggap.config import environment, keys, safety
from tanggap.language import Sentence

SAFE = {
    "TANGGAP_MODE": "production",
    "TANGGAP_HOSTS": "tanggap.kotabogor.go.id",
    "TANGGAP_BEHIND_PROXY": "1",
}


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Return a setter of variables, in an environment without any of ours."""
    for name in [name for name in os.environ if name.startswith("TANGGAP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TANGGAP_DATA", str(tmp_path / "data"))

    def put(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return put


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a:b%40c@db:5433/tanggap", ("tanggap", "a", "b@c", "db", "5433", ())),
        ("postgres:///tanggap?host=/run/pg", ("tanggap", "", "", "/run/pg", "", ())),
        (
            "postgresql://a@db/x?sslmode=require",
            ("x", "a", "", "db", "", (("sslmode", "require"),)),
        ),
    ],
)
def test_a_database_is_named_by_its_url(
    setting: Callable[..., None], url: str, expected: tuple[object, ...]
) -> None:
    setting(TANGGAP_DATABASE_URL=url)
    found = environment.database(Path())
    told = (found.name, found.user, found.password, found.host, found.port, found.options)
    assert told == expected
    assert "b@c" not in repr(found)


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://", "nonsense", "postgresql://a:x/"])
def test_what_is_no_database_is_told(setting: Callable[..., None], url: str) -> None:
    setting(TANGGAP_DATABASE_URL=url)
    with pytest.raises(environment.BadSetting):
        environment.database(Path())


def test_safe_settings_are_taken(setting: Callable[..., None]) -> None:
    setting(**SAFE)
    assert list(safety.unsafe()) == []
    safety.insist()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"TANGGAP_DEBUG": "1"}, safety.DEBUG_IS_ON),
        ({"TANGGAP_HOSTS": ""}, safety.NO_HOSTS),
        ({"TANGGAP_HOSTS": "a.id,*"}, safety.ANY_HOST),
        ({"TANGGAP_BEHIND_PROXY": "0"}, safety.NO_HTTPS),
        ({"TANGGAP_SECOND_FACTOR": "0"}, safety.NO_SECOND_FACTOR),
        ({"TANGGAP_OIDC_SERVER": "https://sso.go.id"}, safety.HALF_SSO),
        (
            {
                "TANGGAP_OIDC_SERVER": "http://sso.go.id",
                "TANGGAP_OIDC_CLIENT_ID": "a",
                "TANGGAP_OIDC_CLIENT_SECRET": "b",
            },
            safety.HALF_SSO,
        ),
        ({"TANGGAP_DATABASE_URL": "postgresql://a:b@db.example/x"}, safety.OPEN_DATABASE),
        (
            {"TANGGAP_DATABASE_URL": "postgresql://a:b@db.example/x?sslmode=prefer"},
            safety.OPEN_DATABASE,
        ),
    ],
)
def test_each_unsafe_setting_has_its_sentence(
    setting: Callable[..., None], change: dict[str, str], told: Sentence
) -> None:
    setting(**SAFE | change)
    assert list(safety.unsafe()) == [told]


def test_files_that_others_can_read_are_told(setting: Callable[..., None], tmp_path: Path) -> None:
    setting(**SAFE)
    keys.load_or_make(tmp_path / "data" / keys.FILE_NAME)
    assert list(safety.unsafe()) == []
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data" / keys.FILE_NAME).chmod(0o644)
    assert len(list(safety.unsafe())) == 2


def test_the_demo_is_never_served_as_production(
    setting: Callable[..., None], tmp_path: Path
) -> None:
    setting(**SAFE)
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / safety.DEMO_MARK).touch()
    assert list(safety.unsafe()) == [safety.DEMO_DATA]


def test_keys_are_made_once_for_the_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "keys.json"
    made = keys.load_or_make(file)
    assert keys.load_or_make(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [found.name for found in file.parent.iterdir()] == ["keys.json"]
    assert made.secret_key not in repr(made)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"secret_key": "x", "sealing": {"1": "AA=="}, "index": "AA=="}', "[1]"]
)
def test_a_damaged_key_file_is_told_and_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(text, "utf-8")
    with pytest.raises(environment.BadSetting):
        keys.load_or_make(file)
    assert file.read_text("utf-8") == text


def _run(*arguments: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TANGGAP_")}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    own.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests set it for their own process
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tanggap", *arguments],
        env=own | {"TANGGAP_DATA": str(data), "TANGGAP_LANG": "en"} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    arguments = ("manage", "check", "--deploy", "--fail-level", "WARNING")
    done = _run(*arguments, data=tmp_path, **SAFE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("command", [("up",), ("manage", "check"), ("audit", "verify")])
def test_production_does_not_start_unsafely(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = _run(*command, data=tmp_path, **SAFE | {"TANGGAP_DEBUG": "1"})
    assert done.returncode == 2
    assert safety.DEBUG_IS_ON.en[:20] in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_is_not_served_to_others(tmp_path: Path) -> None:
    done = _run("up", "--host", "0.0.0.0", data=tmp_path)  # noqa: S104
    assert done.returncode == 2
    assert "this machine only" in done.stderr


def test_the_doctor_names_what_is_wrong_and_makes_nothing(tmp_path: Path) -> None:
    done = _run("doctor", data=tmp_path / "none", **SAFE | {"TANGGAP_HOSTS": "*"})
    assert done.returncode == 1
    assert safety.ANY_HOST.en[:20] in done.stdout
    assert not (tmp_path / "none").exists()
