"""Every component with its markup; in the demo and while developing only."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tanggap.accounts import access
from tanggap.core import clock

FOLDER = Path(__file__).parent.parent / "templates" / "portal" / "gallery"
TITLE = re.compile(r"{# (.*?) #}\n{% load office %}\n(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A component, how it looks and how it is written."""

    name: str
    title: str
    source: str
    drawn: SafeString


@access.public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    _only_for_show()
    sample = _sample()
    examples = [_example(file, sample, request) for file in sorted(FOLDER.glob("*.html"))]
    return render(request, "portal/pages/gallery.html", {"examples": examples})


@access.public
def sample_progress(request: HttpRequest) -> HttpResponse:
    """Give a sample job that gets on while it is watched."""
    _only_for_show()
    run = _run("RUNNING", done=clock.now().second * 10_000 // 60, message="Mencocokkan nama")
    poll_url = request.path
    return render(
        request,
        "portal/pages/job_progress.html",
        {"run": run, "poll_url": poll_url, "next_url": ""},
    )


def _only_for_show() -> None:
    if not (settings.DEBUG or settings.TANGGAP_MODE in ("demo", "test")):
        raise Http404


def _example(file: Path, sample: dict[str, Any], request: HttpRequest) -> Example:
    found = TITLE.match(file.read_text())
    if found is None:
        raise ValueError(f"{file.name} has no title")
    drawn = render_to_string(f"portal/gallery/{file.name}", sample, request)
    return Example(file.stem, found[1], found[2].strip(), drawn)


class _SampleForm(forms.Form):
    nik = forms.CharField(label="NIK", help_text="16 angka pada KTP. Spasi dan titik boleh.")
    telepon = forms.CharField(label="Nomor telepon", required=False)
    program = forms.ChoiceField(
        label="Program", choices=[("", "Pilih program"), ("bst", "BST"), ("pkh", "PKH")]
    )
    alasan = forms.ChoiceField(
        label="Alasan membuka berkas",
        choices=[("lapor", "Ada laporan warga"), ("periksa", "Pemeriksaan")],
        widget=forms.RadioSelect,
    )
    setuju = forms.BooleanField(label="Saya sudah memeriksa KTP aslinya", required=False)


class _FileForm(forms.Form):
    daftar = forms.FileField(
        label="Taruh daftar penerima di sini",
        help_text="XLSX, XLS, ODS atau CSV, paling besar 200 MB.",
    )


def _sample() -> dict[str, Any]:
    names = ["Bogor Selatan", "Bogor Timur", "Bogor Utara", "Bogor Tengah", "Bogor Barat"]
    states = [("Bersih", "ok"), ("Perlu diperiksa", "warn"), ("Tumpang tindih", "danger")]
    return {
        "baris": 18_613,
        "uang": 1_204_600_000,
        "saat": datetime(2026, 11, 24, 7, 5, tzinfo=UTC),
        "tabel": [
            {
                "nama": name,
                "keluarga": 1_234 * (place + 1),
                "uang": 600_000 * 1_234 * (place + 1),
                "keadaan": states[place % 3][0],
                "nada": states[place % 3][1],
            }
            for place, name in enumerate(names)
        ],
        "halaman": Paginator(range(2_340), 50).page(7),
        "kolom": ["BST Kemensos, baris 12", "PKH Tahap II, baris 408"],
        "banding": _compared(),
        "jalan": _run("RUNNING", done=4_300, message="Mencocokkan nama"),
        "selesai": _run("DONE", done=10_000, message="10.000 baris dibaca."),
        "gagal": _run("FAILED", error_text="Berkas ini terkunci kata sandi."),
        "isian": _SampleForm({"nik": "", "program": "bst", "alasan": "lapor"}),
        "berkas": _FileForm()["daftar"],
    }


def _compared() -> list[dict[str, Any]]:
    rows: list[tuple[str, list[str], bool, float, str]] = [
        ("Nama", ["Moh. Rizal", "Muhammad Rizal"], True, 0.6, "nama sama, ditulis lain: mendukung"),
        ("NIK", ["3271********0001", "3271********0001"], False, 1.0, "NIK sama: sangat mendukung"),
        ("Lahir", ["4 Mar 1987", "4 Mei 1987"], True, -0.35, "bulan lahir beda: melemahkan"),
        ("Alamat", ["Kp. Empang RT 2/5", ""], False, 0.0, "alamat kosong: tidak berkata apa-apa"),
    ]
    keys = ("label", "cells", "differs", "weight", "evidence")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _run(state: str, *, done: int = 0, message: str = "", error_text: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        pk=state.lower(),
        state=state,
        done=done,
        total=10_000,
        message=message,
        error_text=error_text,
        is_finished=state in ("DONE", "FAILED"),
    )
