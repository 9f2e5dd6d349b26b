"""Write the six small lists of `examples/lists/`, each shaped as an office would hand it over.

All people are invented. The same families stand on several lists, with the faults of real lists:
digits destroyed by Excel, other spellings, swapped days, missing numbers.
"""

import csv
import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import xlsxwriter

OUT: Final = Path(__file__).parents[1] / "examples" / "lists"
CREATED: Final = dt.datetime(2020, 6, 3, tzinfo=dt.UTC).replace(tzinfo=None)
WARDS: Final = {
    "BUBULAK": ("BOGOR BARAT", "327104"),
    "PASIR JAYA": ("BOGOR BARAT", "327104"),
    "SINDANGRASA": ("BOGOR TIMUR", "327102"),
    "SUKASARI": ("BOGOR TIMUR", "327102"),
    "TEGAL GUNDIL": ("BOGOR UTARA", "327105"),
}
MEN: Final = ("Asep", "Ujang", "Muhammad", "Ahmad", "Dede", "Suparman", "Yusuf", "Rizky", "Tatang")
WOMEN: Final = ("Siti", "Euis", "Entin", "Nurhayati", "Neng", "Dewi", "Iis", "Fitri", "Wati")
LAST: Final = ("Saputra", "Hidayat", "Lestari", "Rohman", "Suryana", "Maryati", "Gunawan")
STREETS: Final = ("Jl. Mawar", "Gg. Melati", "Kp. Cijeruk", "Jl. Pahlawan", "Perum Cendana A")


@dataclass(frozen=True)
class Person:
    """One invented person."""

    nik: str
    kk: str
    name: str
    born: dt.date
    sex: str
    street: str
    rt: int
    rw: int
    ward: str
    phone: str

    @property
    def district(self) -> str:
        """The kecamatan of the ward."""
        return WARDS[self.ward][0]


def people(chance: random.Random, families: int) -> list[Person]:
    """Return the members of some families, two to four each."""
    found: list[Person] = []
    for number in range(families):
        ward = chance.choice(list(WARDS))
        code = WARDS[ward][1]
        kk = f"{code}{chance.randint(1, 28):02d}{chance.randint(1, 12):02d}15{number + 1:04d}"
        street = f"{chance.choice(STREETS)} No. {chance.randint(1, 90)}"
        rt, rw, phone = chance.randint(1, 7), chance.randint(1, 12), f"0812{number:08d}"
        for member in range(chance.randint(2, 4)):
            woman = member % 2 == 1
            year = chance.randint(1955, 1985) if member < 2 else chance.randint(1995, 2015)
            born = dt.date(year, chance.randint(1, 12), chance.randint(1, 28))
            day = born.day + 40 * woman
            nik = f"{code}{day:02d}{born:%m%y}{number * 4 + member + 1:04d}"
            words = [
                chance.choice(WOMEN if woman else MEN),
                *chance.sample(LAST, chance.randint(0, 2)),
            ]
            sex = "P" if woman else "L"
            found.append(Person(nik, kk, " ".join(words), born, sex, street, rt, rw, ward, phone))
    return found


def workbook(name: str) -> xlsxwriter.Workbook:
    """Open a workbook whose bytes depend on its content only."""
    book = xlsxwriter.Workbook(OUT / name)
    book.set_properties({"created": CREATED})
    return book


def write_rows(sheet: Any, rows: Iterable[Sequence[object]], first: int = 0) -> int:
    """Write rows of texts and numbers; return the number of the row after them."""
    row = first
    for row, cells in enumerate(rows, start=first):
        sheet.write_row(row, 0, cells)
    return row + 1


def pkh(chance: random.Random, everyone: Sequence[Person]) -> None:
    """PKH: one sheet per kecamatan, three title rows, a total and a signature below."""
    with workbook("KPM PKH Tahap II.xlsx") as book:
        for district in sorted({person.district for person in everyone}):
            chosen = [p for p in everyone if p.district == district and chance.random() < 0.5]
            sheet = book.add_worksheet(district)
            titles = ["DAFTAR KELUARGA PENERIMA MANFAAT (KPM)", "PROGRAM KELUARGA HARAPAN TAHAP II"]
            for row, title in enumerate([*titles, f"KECAMATAN {district}"]):
                sheet.merge_range(row, 0, row, 7, title)
            header = [
                "No",
                "NAMA PENGURUS",
                "NIK",
                "NO KK",
                "ALAMAT",
                "RT/RW",
                "DESA/KELURAHAN",
                "TANGGAL LAHIR",
            ]
            rows = [
                [
                    n,
                    p.name,
                    p.nik,
                    p.kk,
                    p.street,
                    f"{p.rt:03d}/{p.rw:03d}",
                    p.ward,
                    f"{p.born:%d-%m-%Y}",
                ]
                for n, p in enumerate(chosen, start=1)
            ]
            after = write_rows(sheet, [header, *rows], first=4)
            sheet.write_row(after, 1, ["JUMLAH", len(chosen)])
            sheet.write(after + 3, 4, "Mengetahui, Kepala Dinas Sosial")


def bst(chance: random.Random, everyone: Sequence[Person]) -> None:
    """BST: a header of two rows with merged cells, real dates, numbers that Excel destroyed."""
    with workbook("BST Kemensos.xlsx") as book:
        sheet = book.add_worksheet("DATA BST")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 8, "DATA PENERIMA BANTUAN SOSIAL TUNAI")
        for column, title in ((0, "NO"), (1, "NAMA"), (8, "NO HP")):
            sheet.merge_range(2, column, 3, column, title)
        for first, last, title in ((2, 3, "IDENTITAS"), (4, 5, "LAHIR"), (6, 7, "DOMISILI")):
            sheet.merge_range(2, first, 2, last, title)
        sheet.write_row(3, 2, ["NIK", "KK", "TEMPAT", "TANGGAL", "ALAMAT", "KELURAHAN"])
        chosen = [person for person in everyone if chance.random() < 0.4]
        for row, p in enumerate(chosen, start=4):
            sheet.write_row(row, 0, [row - 3, p.name.upper()])
            sheet.write(row, 2, int(p.nik) if chance.random() < 0.1 else p.nik)
            sheet.write_row(row, 3, [p.kk if chance.random() < 0.5 else "", "BOGOR"])
            sheet.write_datetime(row, 5, dt.datetime.combine(p.born, dt.time()), day)
            sheet.write_row(row, 6, [p.street.upper(), p.ward, p.phone])


def city(chance: random.Random, everyone: Sequence[Person]) -> None:
    """APBD: a recap, a hidden sheet, place and date in one column, kelurahan in the address."""
    with workbook("APBD Kota - Non DTKS.xlsx") as book:
        recap = book.add_worksheet("Rekap")
        recap.write_row(0, 0, ["KELURAHAN", "JUMLAH KPM"])
        sheet = book.add_worksheet("Penerima")
        header = ["NO", "NAMA KRT", "NO. KK", "N I K", "TEMPAT/TGL LAHIR", "L/P", "ALAMAT LENGKAP"]
        chosen = [person for person in everyone if chance.random() < 0.3]
        rows = [
            [n, p.name, p.kk, p.nik, f"BOGOR, {p.born:%d/%m/%Y}", p.sex, _whole_address(p)]
            for n, p in enumerate(chosen, start=1)
        ]
        write_rows(sheet, [header, *rows])
        for row, ward in enumerate(WARDS, start=1):
            recap.write_row(row, 0, [ward, sum(p.ward == ward for p in chosen)])
        hidden = book.add_worksheet("Lama")
        write_rows(hidden, [header, *rows[:3]])
        hidden.hide()
        sheet.activate()
        sheet.set_first_sheet()


def _whole_address(person: Person) -> str:
    place = f"Kel. {person.ward} Kec. {person.district}"
    return f"{person.street} RT {person.rt} RW {person.rw} {place}"


def delimited(chance: random.Random, everyone: Sequence[Person]) -> None:
    """Three text files: semicolons in cp1252, quotes with a byte order mark, an online form."""
    half = [person for person in everyone if chance.random() < 0.4]
    header = "no;nama_lengkap;no_nik;no_kk;tgl_lahir;jenis_kelamin;alamat;rt;rw;kel;kec;hp"
    rows = [
        [
            n,
            p.name,
            p.nik,
            p.kk,
            f"{p.born:%d-%m-%y}",
            p.sex,
            p.street,
            p.rt,
            p.rw,
            p.ward,
            p.district,
            p.phone,
        ]
        for n, p in enumerate(half, start=1)
    ]
    with (OUT / "bantuan gubernur.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header.split(";"), *rows])
    header = "NO,NAMA PENERIMA,NIK KTP,TAHAP,BANSOS,IDSEMESTA,NM KEC,NM KEL,ALAMAT"
    rows = [
        [n, p.name, p.nik, "5", "SEMBAKO", 900_000_000 + n, p.district, p.ward, p.street]
        for n, p in enumerate(everyone[::3], start=1)
    ]
    with (OUT / "bpnt sembako.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header.split(","), *rows])
    header = (
        "Timestamp,Nama Lengkap sesuai KTP,Nomor Induk Kependudukan,Tanggal Lahir,Alamat,Kelurahan"
    )
    rows = [
        [
            f"2020-05-{n % 28 + 1:02d} 09:00:00",
            p.name,
            p.nik[: 16 - n % 2],
            p.born,
            p.street,
            p.ward,
        ]
        for n, p in enumerate(everyone[1::4], start=1)
    ]
    with (OUT / "pengajuan online.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def main() -> None:
    """Write all lists."""
    OUT.mkdir(parents=True, exist_ok=True)
    chance = random.Random(2020)  # noqa: S311 - examples, not secrets
    everyone = people(chance, families=40)
    for make in (pkh, bst, city, delimited):
        make(chance, everyone)


if __name__ == "__main__":
    main()
