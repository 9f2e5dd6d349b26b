"""A mapping can be printed, corrected and given back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.intake import Mapping, MappingError, SheetMapping, read_list
from tanggap.linkage.schema import RAW_FIELDS

letters = st.text(string.ascii_uppercase, min_size=1, max_size=3)
columns = st.dictionaries(letters, st.sampled_from(["", *RAW_FIELDS]), max_size=5)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
row_lists = st.lists(st.integers(1, 99), unique=True, max_size=3)
header_rows = row_lists.map(lambda rows: tuple(sorted(rows)))
sheet_mappings = st.builds(
    SheetMapping,
    file=texts,
    sheet=texts,
    read=st.booleans(),
    programme=texts,
    header_rows=st.none() | header_rows,
    columns=columns,
    headers=st.dictionaries(letters, texts, max_size=5),
)  # fmt: skip


@given(st.lists(sheet_mappings, max_size=3))
def test_what_is_written_is_read_back(sheets: list[SheetMapping]) -> None:
    mapping = Mapping(tuple(sheets))
    assert Mapping.from_toml(mapping.to_toml()) == mapping


def test_a_printed_mapping_reads_the_list_as_before(write_text) -> None:
    path = write_text("x.csv", "DAFTAR,,\n\nNO,NIK,NAMA\n1,3271044303850001,Siti\nJUMLAH,1,\n")
    before = read_list(path)
    mapping = Mapping.from_toml(Mapping.of_lists([before]).to_toml())
    assert read_list(path, mapping=mapping).table.equals(before.table)


def test_a_column_that_does_not_exist_is_pointed_out(write_text) -> None:
    path = write_text("x.csv", "NIK,NAMA\n3271044303850001,Siti\n")
    mapping = Mapping((SheetMapping("x.csv", columns={"A": "national_id", "Z": "name"}),))
    assert "MAPPING_COLUMN_UNKNOWN" in {
        p.code for p in read_list(path, mapping=mapping).all_problems()
    }


@pytest.mark.parametrize(
    "text",
    [
        "[[list]\n",
        "list = 3",
        "[[list]]\nsheet = 'A'",
        "[[list]]\nfile = 'x'\nheader_rows = [0]",
        "[[list]]\nfile = 'x'\nheader_rows = 'A'",
        "[[list]]\nfile = 'x'\n[list.columns]\nA = 'nik'",
        "[[list]]\nfile = 'x'\n[list.columns]\n1 = 'name'",
        "[[list]]\nfile = 'x'\ncolumns = 3",
    ],
)
def test_a_wrong_mapping_is_explained(text: str) -> None:
    with pytest.raises(MappingError) as failure:
        Mapping.from_toml(text)
    assert failure.value.sentence.id.startswith("Pemetaan tidak dapat dipakai")
