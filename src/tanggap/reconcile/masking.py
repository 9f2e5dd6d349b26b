"""Numbers and names shown so that an officer recognises them and nobody else can use them."""

import re

import polars as pl

_LONG_NUMBER = re.compile(r"\d{9,}")


def masked_number(number: str) -> str:
    """Return a NIK or KK number as 3271********0001; shorter numbers lose more of themselves."""
    if len(number) >= 12:
        return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
    return f"{number[:2]}{'*' * max(len(number) - 2, 0)}" if len(number) > 4 else "*" * len(number)


def masked_numbers(column: str, *, tail: int = 4) -> pl.Expr:
    """Return the expression that masks a text column of numbers; null stays null.

    `tail` is how many of the last digits stay: four of a NIK, two of a telephone number.
    """
    digits = pl.col(column).str.replace_all(r"[^0-9A-Za-z]", "")
    length = digits.str.len_chars().cast(pl.Int32)
    long = pl.concat_str(
        digits.str.slice(0, 4), _stars(length - 4 - tail, longest=32), digits.str.slice(-tail, tail)
    )
    short = pl.concat_str(digits.str.slice(0, 2), _stars(length - 2, longest=9))
    return (
        pl.when(digits.is_null()).then(None)
        .when(length >= 10).then(long)
        .when(length > 4).then(short)
        .otherwise(_stars(length, longest=4))
        .alias(column)
    )  # fmt: skip


def masked_numbers_inside(text: str) -> str:
    """Return free text with every number of nine digits or more masked."""
    return _LONG_NUMBER.sub(lambda found: masked_number(found.group()), text)


def masked_name(name: str) -> str:
    """Return a name with the first two letters of each word: "Siti Aminah" gives "Si•• Am••••"."""
    return " ".join(word[:2] + "•" * (len(word) - 2) for word in name.split())


def _stars(count: pl.Expr, *, longest: int) -> pl.Expr:
    return pl.lit("*" * longest).str.slice(0, count.clip(0, longest))
