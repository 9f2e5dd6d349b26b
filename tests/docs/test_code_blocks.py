"""The Python in the documents runs, in the order in which it stands."""

import re
from pathlib import Path

import pytest

PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_on_linkage_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    blocks = PYTHON.findall((root / "docs/linkage.md").read_text("utf-8"))
    names: dict[str, object] = {}
    for number, block in enumerate(blocks, start=1):
        exec(compile(block, f"docs/linkage.md, block {number}", "exec"), names)  # noqa: S102
    assert len(blocks) > 5
    assert "One and the same person" in capsys.readouterr().out
