"""The components say what they are given, safely, and without anything that the CSP refuses."""

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from tanggap.portal import icons


def drawn(source: str, path: str = "/", **values: Any) -> str:
    context = Context({"request": RequestFactory().get(path), **values})
    return Template("{% load office %}" + source).render(context)


@pytest.mark.parametrize(
    "source",
    [
        "{% status evil 'ok' %}",
        "{% stat evil evil url=evil note=evil %}",
        "{% empty_state evil evil evil evil %}",
        "{% crumb evil evil %}",
        "{% button evil evil %}",
        "{% chip evil evil %}",
        "{% tab evil evil %}",
        "{% detail evil evil evil %}",
        "{% evidence_bar 0.5 evil %}",
        "{% panel title=evil note=evil %}{{ evil }}{% endpanel %}",
        "{% data_table evil %}{{ evil }}{% enddata_table %}",
        "{% confirm_dialog 'a' evil evil evil %}{{ evil }}{% endconfirm_dialog %}",
        "{% sort_header evil 'a' %}",
        "{% icon 'check' label=evil %}",
    ],
)
def test_no_component_lets_markup_through(source: str) -> None:
    told = drawn(source, evil='<script>"&')
    assert "<script" not in told
    assert "&lt;script&gt;" in told


def test_a_state_is_said_and_drawn() -> None:
    told = drawn("{% status 'Bersih' 'ok' %}")
    assert "Bersih" in told
    assert "<svg" in told


def test_an_icon_that_is_not_vendored_is_refused() -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.icon("../LICENSE")


def test_pages_keep_the_filters_of_the_address() -> None:
    page = Paginator(range(100), 10).page(3)
    told = drawn("{% pagination page %}", "/orang/?kec=327101&halaman=3", page=page)
    assert 'href="?kec=327101&amp;halaman=2"' in told
    assert 'href="?kec=327101&amp;halaman=4"' in told
    assert 'href="?kec=327101"' in told


@pytest.mark.parametrize(
    ("path", "said", "next_sort"),
    [
        ("/?halaman=4", "", "?urut=nama"),
        ("/?urut=nama", "ascending", "?urut=-nama"),
        ("/?urut=-nama", "descending", "?urut=nama"),
    ],
)
def test_a_column_sorts_up_then_down_from_the_first_page(
    path: str, said: str, next_sort: str
) -> None:
    told = drawn("{% sort_header 'Nama' 'nama' %}", path)
    assert f'href="{next_sort}"' in told
    assert ("aria-sort" in told) == bool(said)
    assert said in told


@pytest.mark.parametrize(
    ("weight", "start", "width"), [(1, 50.0, 50), (0.5, 50.0, 25), (-0.5, 25.0, 25), (-9, 0.0, 50)]
)
def test_evidence_is_a_bar_from_the_middle(weight: float, start: float, width: float) -> None:
    told = drawn("{% evidence_bar weight 'bukti' %}", weight=weight)
    bar = re.search(r'evidence-bar" x="([\d.]+)" y="1" width="([\d.]+)"', told)
    assert bar is not None
    assert (float(bar[1]), float(bar[2])) == (start, width)


class Short(forms.Form):
    nik = forms.CharField(label="NIK", help_text="16 angka", max_length=16)
    telepon = forms.CharField(label="Telepon", required=False)


def test_a_box_is_tied_to_its_help_and_its_error() -> None:
    told = str(Short({"nik": ""}))
    tied = re.search(r'aria-describedby="([^"]+)"', told)
    assert tied is not None
    assert tied[1].split() == ["id_nik_helptext", "id_nik_error"]
    assert all(f'id="{name}"' in told for name in tied[1].split())
    assert 'href="#id_nik"' in told


def test_what_may_stay_empty_says_so() -> None:
    told = str(Short())
    assert told.count("(opsional)") == 1
    assert "*" not in told
    assert "data-focus" not in told


@pytest.mark.parametrize(
    ("state", "polls"), [("RUNNING", True), ("DONE", False), ("FAILED", False)]
)
def test_progress_asks_again_until_the_job_is_over(state: str, polls: bool) -> None:
    from tanggap.core.models import JobRun

    told = drawn("{% progress run '/p/' %}", run=JobRun(pk=1, state=state, done=43, total=100))
    assert ('hx-get="/p/"' in told) == polls
    assert ("43%" in told) == polls


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["2026-11"], "Nov 2026"),
        (["2026-11", "2026-12", "2027-01"], "Nov 2026–Jan 2027"),
        (["2026-08", "2026-10"], "Agu 2026, Okt 2026"),
        ([], "–"),
    ],
)
def test_months_are_told_as_a_run_where_they_are_one(codes: list[str], words: str) -> None:
    assert drawn("{{ codes|months }}", codes=codes) == words
