"""What came from others is what was pinned, and every text of the portal has English."""

import importlib.util
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
VENDOR = ROOT / "src" / "tanggap" / "portal" / "static" / "portal" / "vendor"


def tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_vendored_file_is_the_one_that_was_pinned() -> None:
    import tomllib

    packages = tomllib.loads((ROOT / "assets" / "vendor.toml").read_text())["package"]
    assert list(tool("vendor_assets").faults(packages)) == []


def test_nothing_is_vendored_that_nobody_pinned() -> None:
    told = json.loads((VENDOR / "LICENSES.json").read_text())
    pinned = {name for package in told for name in package["files"]} | {"LICENSES.json"}
    assert {file.name for file in VENDOR.rglob("*") if file.is_file()} == pinned


def test_every_text_of_the_portal_has_english() -> None:
    about = [fault for fault in tool("catalogues").faults() if "portal" in fault]
    assert about == []


def test_a_catalogue_survives_being_written_and_read(tmp_path: Path) -> None:
    import gettext

    catalogues = tool("catalogues")
    kept = {
        catalogues.Text('ber"kas\nbaru'): ('new "file"\n',),
        catalogues.Text("%(n)s orang", plural="%(n)s orang"): ("%(n)s person", "%(n)s people"),
        catalogues.Text("Masuk", context="barang"): ("Incoming",),
    }
    catalogues.write(tmp_path / "django.po", kept)
    assert catalogues.read(tmp_path / "django.po") == kept
    (tmp_path / "django.mo").write_bytes(catalogues.compiled(kept))
    with (tmp_path / "django.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.ngettext("%(n)s orang", "%(n)s orang", 1) == "%(n)s person"
    assert found.ngettext("%(n)s orang", "%(n)s orang", 2) == "%(n)s people"
    assert found.pgettext("barang", "Masuk") == "Incoming"


def test_texts_are_found_in_code_and_templates() -> None:
    catalogues = tool("catalogues")
    code = "_('satu'); ngettext('dua', 'tiga', n); pgettext_lazy('x', 'empat'); other('lima')"
    assert [one.text for one in catalogues.in_python(code)] == ["satu", "dua", "empat"]
    page = (
        "{% load i18n %}{% translate 'satu' %}{{ x|default:_('dua') }}"
        "{% blocktranslate count n=n %}tiga {{ n }}{% plural %}empat {{ n }}{% endblocktranslate %}"
    )
    assert [one.text for one in catalogues.in_template(page)] == ["satu", "dua", "tiga %(n)s"]


def test_the_first_page_of_the_office_is_light() -> None:
    """At most 150 kB, compressed, for everything that the shell asks for."""
    import gzip
    import re

    static = VENDOR.parent.parent
    head = static.parent / "templates" / "portal" / "head.html"
    asked = re.findall(r'{% static "([^"]+)" %}', head.read_text(encoding="utf-8"))
    assert len(asked) > 5
    sizes = {name: len(gzip.compress((static / name).read_bytes(), mtime=0)) for name in asked}
    assert sum(sizes.values()) <= 150_000, sizes
