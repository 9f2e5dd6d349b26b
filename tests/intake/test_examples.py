"""The lists that the project ships are read whole."""

from pathlib import Path

import pytest

from tanggap.intake import read_list

EXAMPLES = Path(__file__).parents[2] / "examples" / "lists"


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_an_example_gives_every_row_once_with_a_name_and_a_nik(path: Path) -> None:
    one = read_list(path)
    assert one.table.select("sheet", "row").is_unique().all()
    assert one.table.select("name", "national_id").null_count().row(0) == (0, 0)
    for sheet in one.sheets:
        numbers = one.table.filter(sheet=sheet.name)["row"].to_list()
        assert sheet.data_rows == len(numbers)
        rows = sorted([*numbers, *sheet.left_out["row"]])
        assert rows == list(range(1, len(rows) + 1))
