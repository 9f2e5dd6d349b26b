"""Where compiled kernels are kept: a folder of their own for each version of their sources.

Numba looks at the file of the outermost kernel only, and would go on with an old copy of
whatever it calls from another file. So the folder's name is a digest of all kernel sources.
"""

import hashlib
import os
from pathlib import Path

import numba


def kernel_digest() -> str:
    """Return a digest of the sources of every compiled function of the package."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        source = path.read_bytes()
        if b"@njit" in source:
            digest.update(source)
    return digest.hexdigest()[:16]


def keep_compiled() -> None:
    """Tell numba where to keep compiled kernels, unless NUMBA_CACHE_DIR says so already."""
    if "NUMBA_CACHE_DIR" not in os.environ:
        numba.config.CACHE_DIR = str(kernel_folder())  # type: ignore[attr-defined]


def kernel_folder() -> Path:
    """Return the folder of the compiled kernels of these sources; it may not exist yet."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = Path(home) if home else Path.home() / ".cache"
    return folder / "tanggap" / "kernels" / kernel_digest()


def are_compiled() -> bool:
    """Tell whether the kernels were compiled before; the first linkage takes longer without."""
    return "NUMBA_CACHE_DIR" in os.environ or kernel_folder().is_dir()
