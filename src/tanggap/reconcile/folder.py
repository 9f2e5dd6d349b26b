"""The folder of a result: it appears whole or not at all, and never costs anybody a file.

Everything is written beside and moved into place at the end. What stands there and is not as
Tanggap wrote it (a workbook that an officer went on with, a file of somebody's own) is kept
under another name.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tanggap.language import Sentence
from tanggap.reconcile.explaining import KEPT
from tanggap.reconcile.nothing_done import NothingDone

RETURNED: Final = "diperiksa"
WRITTEN: Final = f"{KEPT}/written.json"
"""What an earlier run wrote: SHA-256 by path, relative to the folder."""

KEPT_ASIDE: Final = Sentence(
    "Berkas yang sudah diubah atau bukan buatan Tanggap tidak ditimpa, tetapi disimpan sebagai: "
    "{names}.",
    "Files that were changed or are not of Tanggap's making were not overwritten but kept as: "
    "{names}.",
)
MOST_NAMED: Final = 5


class ResultFolder:
    """A result being written: `new` is where to, `kept` the new names of what stood in its way."""

    def __init__(self, out: Path, new: Path) -> None:
        self.out = out
        self.new = new
        self.kept: list[str] = []

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """Return what to tell about the files that were kept aside."""
        if not self.kept:
            return ()
        more = ["…"] if len(self.kept) > MOST_NAMED else []
        names = ", ".join([f"“{name}”" for name in self.kept[:MOST_NAMED]] + more)
        return (KEPT_ASIDE.format(names=names),)

    def publish(self) -> None:
        """Move what was written into place; leave alone what others wrote or changed.

        Files of an earlier run that this one no longer has are removed. Raises OSError, before
        anything is moved, where a file is open in another program or may not be replaced.
        """
        names = sorted(p.relative_to(self.new).as_posix() for p in self.new.rglob("*"))
        names = [name for name in names if (self.new / name).is_file()]
        earlier = _written_before(self.out)
        digests = {name: _digest(self.new / name) for name in names}
        standing = [name for name in {*names, *earlier} if (self.out / name).is_file()]
        _check_replaceable([self.out / name for name in standing])
        for name in sorted(standing):
            unchanged = earlier.get(name) == _digest(self.out / name)
            if unchanged and name not in digests:
                (self.out / name).unlink()
            elif name in digests and not unchanged and not name.startswith(KEPT):
                self._keep_aside(name)
        record = self.new / WRITTEN
        record.parent.mkdir(exist_ok=True)
        record.write_text(json.dumps(digests, indent=1), "utf-8")
        for name in [*names, WRITTEN]:
            (self.out / name).parent.mkdir(parents=True, exist_ok=True)
            (self.new / name).replace(self.out / name)

    def _keep_aside(self, name: str) -> None:
        path = self.out / name
        kept, number = path.with_stem(f"{path.stem} (lama)"), 1
        while kept.exists():
            number += 1
            kept = path.with_stem(f"{path.stem} (lama {number})")
        path.rename(kept)
        self.kept.append(kept.relative_to(self.out).as_posix())


@contextmanager
def result_folder(out: Path, lists: Sequence[Path]) -> Iterator[ResultFolder]:
    """Yield a place to write a result to; without `publish` nothing of it remains.

    Raises NothingDone where `out` cannot be written to or holds the very `lists` to be read.
    """
    _refuse_own_lists(out, lists)
    try:
        out.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".tanggap-", dir=out))
    except OSError as error:
        raise NothingDone(_why_not(out, error)) from error
    try:
        yield ResultFolder(out, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _refuse_own_lists(out: Path, lists: Sequence[Path]) -> None:
    returned = (out / RETURNED).resolve()
    if any(path.resolve().parent == returned for path in lists):
        raise NothingDone(
            Sentence(
                f"Daftar yang dibaca berada di “{returned.name}” dan akan tertimpa. Pakai folder "
                "lain untuk --out.",
                f"The lists to be read are in “{returned.name}” and would be overwritten. Use "
                "another folder for --out.",
            )
        )


def _why_not(out: Path, error: OSError) -> Sentence:
    """Return why a folder cannot be written to."""
    name = out.name or str(out)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return Sentence(
            f"“{name}” tidak dapat dipakai untuk --out karena ada berkas dengan nama itu. Pilih "
            "nama folder lain.",
            f"“{name}” cannot be used for --out: there is a file of that name. Choose another one.",
        )
    if isinstance(error, PermissionError):
        return Sentence(
            f"Anda tidak berhak menulis di folder hasil “{name}”. Pilih folder lain untuk --out, "
            "misalnya di folder Dokumen Anda.",
            f"You may not write to the folder “{name}”. Choose another one for --out, for example "
            "in your Documents.",
        )
    return Sentence(
        f"Folder hasil “{name}” tidak dapat dibuat. Pilih folder lain untuk --out.",
        f"The folder “{name}” cannot be made. Choose another one for --out.",
    )


def _written_before(out: Path) -> dict[str, str]:
    """Return the record of an earlier run, empty where there was none."""
    try:
        found = json.loads((out / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known = found if isinstance(found, dict) else {}
    root = out.resolve()
    return {name: known[name] for name in known if root in (root / name).resolve().parents}


def _check_replaceable(paths: Sequence[Path]) -> None:
    """Open each file as if to write; Excel forbids that while it has one open."""
    for path in paths:
        path.open("r+b").close()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
