import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.normalise import fold_name
from tanggap.linkage.normalise.folding import fold_street, fold_words, to_ascii
from tanggap.linkage.normalise.names import read_names
from tanggap.linkage.normalise.slices import as_text
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import Quality


def words_of(*names: str | None, width: int = 6) -> list[list[str]]:
    words = WordList()
    read = read_names(as_text(pl.Series(names, dtype=pl.String)), words, width=width)
    return [[words.words[code] for code in row if code >= 0] for row in read.tokens]


def quality_of(name: str | None) -> Quality:
    read = read_names(as_text(pl.Series([name], dtype=pl.String)), WordList(), width=6)
    return Quality(int(read.quality[0]))


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Muhammad Muhamad Mohammad Mohamad Mochamad Mochammad Muchamad Mukhamad Mohd "
            "Moh. Moch. Much. Muh. Mhd."
        ),
        "Ahmad Achmad Akhmad Ahmat",
        "Siti Sitti St.",
        "Nur Noor Nor Noer",
        "Abdul Abd. Abdoel Abdur",
        "Rahmat Rachmat Rohmat Rokhmat",
        "Hidayat Hidajat",
        "Yusuf Yusup Jusuf Joesoef",
        "Sofyan Sopian Sofian Sopyan",
        "Fitri Pitri Fitry",
        "Zaenal Jaenal Zainal",
        "Sukarno Soekarno",
        "Joko Djoko",
        "Cokro Tjokro",
        "Wijaya Widjaja Wijaja",
        "Rahayu Rahaju",
        "Nyoman Njoman",
        "Syarif Sjarif Sarip Syarip",
        "Khoirul Choirul Koirul",
        "Syamsudin Syamsuddin Samsudin Sjamsoeddin Syamsudien",
        "Nasyiah Nasyia",
        "Srie Sri",
        "Setiawan Setyawan",
        "Rizky Rizki Riski Rizqi",
        "Thoha Toha",
        "Fathur Fatur",
        "Qomarudin Komarudin Qomaruddin",
        "Alex Aleks",
        "Saiful Saeful Syaiful Saepul",
        "Aziz Azis Ajis",
        "Chandra Candra",
        "Suwarno Suarno",
    ],
)
def test_spellings_of_one_name_meet_in_one_key(spellings: str) -> None:
    assert len({fold_name(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hani", "Ani"), ("Toto", "Tutu"), ("Fajar", "Faya"), ("Joni", "Yoni"), ("Dewi", "Devi")],
)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("H. Asep Sunandar", ["asep", "sunandar"]),
        ("HJ SITI AMINAH", ["siti", "aminah"]),
        ("KH. Abdullah", ["abdullah"]),
        ("K.H. Abdullah", ["abdullah"]),
        ("Drs. H. Ujang, M.Si.", ["ujang"]),
        ("dr. Rina", ["rina"]),
        ("Ir Budi", ["budi"]),
        ("Dewi Lestari, S.Pd.", ["dewi", "lestari"]),
        ("DEWI LESTARI S. PD", ["dewi", "lestari"]),
        ("DEWI LESTARI SPd MM", ["dewi", "lestari"]),
        ("Hasan, S.E.,M.M.", ["hasan"]),
        ("Rd. Engkos", ["engkos"]),
        ("R. Engkos", ["engkos"]),
        ("Tb. Hasan", ["hasan"]),
        ("Ust. Hasan", ["hasan"]),
        ("Bpk Hasan", ["hasan"]),
        ("IBU IIS", ["iis"]),
        ("H.Asep", ["asep"]),
        ("H.M. Yusuf", ["m", "yusuf"]),
        ("Asep (Alm)", ["asep"]),
        ("ALMH. SITI", ["siti"]),
        ("Asep alias Ujang", ["asep", "ujang"]),
        ("Asep bin Enjum", ["asep", "enjum"]),
        ("Ma'ruf Nur-Hayati", ["maruf", "nur", "hayati"]),
        ("José Ñúñez", ["jose", "nunez"]),
        ("M", ["m"]),
        ("ST.", ["st"]),
        ("H.", ["h"]),
        ("IT", ["it"]),
        ("THR", ["thr"]),
        ("NA70", ["na70"]),
        ("Siti Fatimah H", ["siti", "fatimah", "h"]),
        ("Se Ma", ["se", "ma"]),
        ("Ada", ["ada"]),
    ],
)
def test_titles_and_marks_are_stripped_but_never_a_whole_name(name: str, words: list[str]) -> None:
    assert words_of(name) == [words]


def test_words_keep_their_order_and_only_so_many() -> None:
    assert words_of("satu dua tiga empat lima", width=3) == [["satu", "dua", "tiga"]]


def test_the_father_of_bin_is_marked_by_its_place() -> None:
    read = read_names(
        as_text(pl.Series(["Asep bin Enjum", "Siti Aminah binti Haji Ujang", "Bin", "Asep bin"])),
        WordList(),
        width=6,
    )
    assert read.patronym.tolist() == [1, 2, -1, -1]


@pytest.mark.parametrize("name", ["-", "TIDAK ADA", "xxx", "N/A", ".", "tanpa nama", "NULL"])
def test_placeholders_are_no_names(name: str) -> None:
    assert words_of(name) == [[]]
    assert quality_of(name) == Quality.NAME_PLACEHOLDER


@pytest.mark.parametrize("name", [None, "", "   "])
def test_a_missing_name_is_missing(name: str | None) -> None:
    assert quality_of(name) == Quality.NAME_MISSING


def test_marks_in_names_are_noticed() -> None:
    assert quality_of("Alm. Asep") == Quality.DECEASED_MARK
    assert quality_of("NA70") == Quality.NAME_HAS_DIGITS
    assert quality_of("Asep") == Quality(0)


def test_known_words_keep_their_codes() -> None:
    words = WordList(["asep", "budi"])
    read = read_names(as_text(pl.Series(["Budi Cecep Asep"])), words, width=4)
    assert read.tokens.tolist() == [[1, 2, 0, -1]]
    assert words.words == ["asep", "budi", "cecep"]


def test_english_keys_are_phonetic_but_milder() -> None:
    keys = fold_words(["catherine", "kathryn", "philip", "filip", "john", "jane"], "other")
    assert keys[0] == keys[1]
    assert keys[2] == keys[3]
    assert keys[0] != keys[2] != keys[4]


def test_streets_meet_in_old_and_new_spelling() -> None:
    assert len(set(fold_street(["pajajaran", "padjadjaran"]))) == 1
    assert fold_street([]) == []


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)))
def test_every_word_gets_one_key_that_is_not_empty(words: list[str]) -> None:
    keys = fold_words(words)
    assert len(keys) == len(words)
    assert all(keys)
    assert keys == [fold_words([word])[0] for word in words]


@given(st.text(max_size=30))
def test_ascii_is_ascii_and_loses_no_letter(text: str) -> None:
    plain = to_ascii(text)
    assert plain.isascii()
    assert any(map(str.isalnum, plain)) or not any(letter.isalpha() for letter in text)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_reading_names_never_fails_and_codes_point_into_the_list(names: list[str]) -> None:
    words = WordList()
    read = read_names(as_text(pl.Series(names, dtype=pl.String)), words, width=6)
    assert read.tokens.shape == (len(names), 6)
    assert np.all((read.tokens >= -1) & (read.tokens < max(len(words), 1)))
