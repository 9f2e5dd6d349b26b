"""What a user typed, made into what the library takes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, get_args

from tanggap.cli import texts
from tanggap.intake import Mapping
from tanggap.language import Language, Sentence, chosen_language
from tanggap.overlap import Rulebook, load_rules
from tanggap.reconcile import Format
from tanggap.simulate import TRUTH_FILE, Noise

LIST_ENDINGS: Final = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".tab"}
)
"""How the files end that are taken out of a folder; a file that is named is always tried."""
LEFT_BY_EXCEL: Final = "~$"
"""How the names begin of the files that mark a workbook as open."""


class WrongInput(Exception):
    """Something that was typed cannot be used; `sentence` says what to type instead."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def lists_and_programmes(
    files: Sequence[Path], named: Iterable[str]
) -> tuple[list[Path], dict[Path, str]]:
    """Return every list once, and the programme of those that `CODE=FILE` names.

    A folder stands for the lists in it, a pattern such as `*.xlsx` for the files that fit (some
    shells leave patterns to the program). A programme's file may be named by its path or by its
    bare name; one that is not among `files` joins them.
    """
    lists = list(dict.fromkeys(file for named in files for file in _files_meant(named)))
    programmes: dict[Path, str] = {}
    for text in named:
        code, equals, file = text.partition("=")
        if not (equals and code.strip() and file.strip()):
            raise WrongInput(texts.BAD_PROGRAMME.format(text=text))
        path = _among(lists, Path(file.strip()))
        programmes[path] = code.strip().upper()
        if path not in lists:
            lists.append(path)
    if not lists:
        raise WrongInput(texts.NO_FILES)
    return lists, programmes


def _files_meant(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = [file for file in sorted(path.iterdir()) if _looks_like_list(file)]
        if not found:
            raise WrongInput(texts.EMPTY_FOLDER.format(folder=path.name or path))
        yield from found
    elif any(sign in path.name for sign in "*?[") and not path.exists():
        found = [file for file in sorted(path.parent.glob(path.name)) if file.is_file()]
        yield from (file for file in found if not file.name.startswith(LEFT_BY_EXCEL))
        if not found:
            yield path
    else:
        yield path


def _looks_like_list(file: Path) -> bool:
    hidden = file.name.startswith((".", LEFT_BY_EXCEL))
    return file.is_file() and not hidden and file.suffix.lower() in LIST_ENDINGS


def _among(lists: Sequence[Path], wanted: Path) -> Path:
    for path in lists:
        if path == wanted or path.resolve() == wanted.resolve():
            return path
    named = [path for path in lists if path.name == str(wanted)]
    return named[0] if len(named) == 1 else wanted


def read_mapping(path: Path | None) -> Mapping | None:
    """Read a column mapping; raises MappingError or WrongInput with a sentence."""
    if path is None:
        return None
    try:
        return Mapping.from_toml(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(texts.UNREADABLE_FILE.format(file=path.name)) from error


def read_rules(path: Path | None) -> Rulebook | None:
    """Read rules of one's own; raises UnusableRules with a sentence."""
    return load_rules(path) if path else None


def table_formats(text: str) -> tuple[Format, ...]:
    """Return the forms of the tables: CSV always, Parquet beside it where asked for."""
    _check_choice(text, get_args(Format), "--format")
    return ("csv", "parquet") if text == "parquet" else ("csv",)


def language_named(text: str | None) -> Language:
    """Return the language named, the user's own where none is."""
    if text is None:
        return chosen_language()
    _check_choice(text, get_args(Language), "--lang")
    return "en" if text == "en" else "id"


def noise_named(text: str) -> Noise:
    """Return the level of faults named."""
    _check_choice(text, [noise.value for noise in Noise], "--noise")
    return Noise(text)


def check_city_folder(path: Path) -> None:
    """Refuse a folder that holds something else than an earlier synthetic city."""
    if path.is_dir() and any(path.iterdir()) and not (path / TRUTH_FILE).is_file():
        raise WrongInput(texts.NOT_EMPTY.format(folder=path.name or path.resolve().name))


def _check_choice(text: str, choices: Sequence[str], option: str) -> None:
    if text not in choices:
        values = {"text": text, "option": option, "choices": " / ".join(choices)}
        raise WrongInput(texts.NOT_A_CHOICE.format(**values))
