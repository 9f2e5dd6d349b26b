"""Sections of the document are written anew, each in its place."""

from pathlib import Path

from benchmarks import marked


def test_a_section_is_put_at_the_end_and_later_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\nText.\n", encoding="utf-8")
    marked.put(page, "one", "first")
    marked.put(page, "two", "second")
    marked.put(page, "one", "anew")
    assert page.read_text(encoding="utf-8") == (
        "# Title\n\nText.\n\n<!-- one -->\nanew\n<!-- /one -->\n\n"
        "<!-- two -->\nsecond\n<!-- /two -->\n"
    )
    assert marked.kept(page, "one") == "\n<!-- one -->\nanew\n<!-- /one -->\n"
    assert marked.kept(page, "three") == ""
