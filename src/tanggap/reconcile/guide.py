"""`BACA-SAYA.txt`: what each file of the result is, for whoever opens the folder."""

from pathlib import Path

from tanggap.language import Language
from tanggap.reconcile.status import STATUSES
from tanggap.reconcile.templating import environment


def write_guide(directory: Path, language: Language) -> Path:
    """Write the guide to a result's folder and return its path."""
    template = environment(language).get_template(f"BACA-SAYA.{language}.txt.j2")
    path = directory / "BACA-SAYA.txt"
    path.write_text(template.render(statuses=STATUSES.values()), "utf-8")
    return path
