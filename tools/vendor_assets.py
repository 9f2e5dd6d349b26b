"""Bring the files of assets/vendor.toml into the tree, checked byte by byte.

Every package comes by its npm name and exact version through `npm pack`; nothing of it is run.
Without npm the committed files can still be checked: `vendor_assets.py --check`.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "assets" / "vendor.toml"
SHIPPED = ROOT / "src" / "tanggap" / "portal" / "static" / "portal" / "vendor"

Package = dict[str, Any]  # a table of the manifest


def main() -> int:
    """Vendor, update or check; the exit code says whether every file is as pinned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    parser.add_argument("--update", action="store_true", help="write the sha256 of what came")
    options = parser.parse_args()
    packages = tomllib.loads(MANIFEST.read_text())["package"]
    if not options.check:
        bring_all(packages, update=options.update)
        packages = tomllib.loads(MANIFEST.read_text())["package"]
        write_licences(packages)
    wrong = list(faults(packages))
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


def bring_all(packages: list[Package], *, update: bool) -> None:
    """Pack, check and write each package's files."""
    for package in packages:
        with tempfile.TemporaryDirectory() as work:
            archive = pack(package, Path(work))
            for name, content in members(archive, package["files"]):
                if update:
                    pin(package, name, sha256(content))
                elif sha256(content) != package["files"][name]:
                    sys.exit(f"{package['name']}: {name} is not the file that was pinned")
                target = place(package, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def pack(package: Package, folder: Path) -> Path:
    """Return the archive of a package, brought by name and version."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def members(archive: Path, names: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the named files of an archive with their content."""
    with tarfile.open(archive) as tar:
        for name in names:
            member = tar.extractfile(f"package/{name}")
            if member is None:
                sys.exit(f"{archive.name} holds no file {name}")
            yield name, without_source_map(member.read())


def without_source_map(content: bytes) -> bytes:
    """Drop the pointer to a source map: the map is not shipped, and hashed names would want it."""
    return re.sub(rb"\n?/[*/]# sourceMappingURL=[^\n]*\n?", b"\n", content)


def pin(package: Package, name: str, digest: str) -> None:
    """Write a file's sha256 into the manifest, leaving its comments alone."""
    start = MANIFEST.read_text().index(f'name = "{package["name"]}"')
    text = MANIFEST.read_text()
    line = re.compile(rf'^"{re.escape(name)}" = ".*"$', re.MULTILINE)
    pinned = line.sub(f'"{name}" = "{digest}"', text[start:], count=1)
    MANIFEST.write_text(text[:start] + pinned)


def place(package: Package, name: str) -> Path:
    """Where a file of a package lies in the tree: flat, in the package's folder."""
    return ROOT / str(package["folder"]) / Path(name).name


def sha256(content: bytes) -> str:
    """Hexadecimal digest."""
    return hashlib.sha256(content).hexdigest()


def write_licences(packages: list[Package]) -> None:
    """Tell, beside the shipped files, what they are and under which licence."""
    shipped = [
        {key: package[key] for key in ("name", "version", "license", "purpose")}
        | {"files": {Path(name).name: digest for name, digest in package["files"].items()}}
        for package in packages
        if (ROOT / package["folder"]).is_relative_to(SHIPPED)
    ]
    (SHIPPED / "LICENSES.json").write_text(json.dumps(shipped, indent=1) + "\n")


def faults(packages: list[Package]) -> Iterator[str]:
    """Yield a sentence for every committed file that is missing or not as pinned."""
    for package in packages:
        for name, digest in package["files"].items():
            path = place(package, name)
            if not path.is_file():
                yield f"missing: {path.relative_to(ROOT)} (make vendor)"
            elif sha256(path.read_bytes()) != digest:
                yield f"changed: {path.relative_to(ROOT)} (make vendor)"


if __name__ == "__main__":
    sys.exit(main())
