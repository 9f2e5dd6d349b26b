"""What happens to a NIK or KK number between the card and the list."""

from collections.abc import Callable
from typing import Final

Draws = tuple[float, float]
"""Two numbers from [0, 1) that decide how a fault falls."""

NumberFault = Callable[[str, Draws], str]

_PLACEHOLDERS: Final = (
    "0000000000000000",
    "1234567890123456",
    "9999999999999999",
    "1111111111111111",
    "3271000000000000",
    "0",
    "-",
)
_LOOKS_LIKE: Final = {"0": "O", "1": "l"}
EXCEL_DIGITS: Final = 15


def wrong_digit(number: str, draws: Draws) -> str:
    """Read or type one digit as another."""
    at = int(draws[0] * len(number))
    digit = (int(number[at]) + 1 + int(draws[1] * 9)) % 10
    return f"{number[:at]}{digit}{number[at + 1 :]}"


def transposed(number: str, draws: Draws) -> str:
    """Swap two neighbouring digits; equal neighbours are passed over."""
    places = [i for i in range(len(number) - 1) if number[i] != number[i + 1]]
    if not places:
        return number
    at = places[int(draws[0] * len(places))]
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def wrong_length(number: str, draws: Draws) -> str:
    """Leave a digit out or type one twice."""
    at = int(draws[0] * len(number))
    if draws[1] < 0.65:
        return number[:at] + number[at + 1 :]
    return number[:at] + number[at] + number[at:]


def impossible(number: str, draws: Draws) -> str:
    """Give parts that no card has: day 00, month 13 or more, serial 0000, province 00."""
    kind = int(draws[0] * 4)
    month = 13 + int(draws[1] * 80)
    return (
        f"{number[:6]}00{number[8:]}",
        f"{number[:8]}{month}{number[10:]}",
        f"{number[:12]}0000",
        f"00{number[2:]}",
    )[kind]


def placeholder(_number: str, draws: Draws) -> str:
    """Fill the cell so that the form accepts it."""
    return _PLACEHOLDERS[int(draws[0] * len(_PLACEHOLDERS))]


def decorated(number: str, draws: Draws) -> str:
    """Write the right digits with an apostrophe, blanks, dots, or letters for digits."""
    kind = int(draws[0] * 7)
    if kind == 6:
        written = "".join(
            _LOOKS_LIKE[d] if d in _LOOKS_LIKE and draws[1] < 0.8 else d for d in number[6:]
        )
        return number[:6] + written
    grouped = (number[:6], number[6:12], number[12:])
    return (
        f"'{number}",
        f"'{number}",
        f"{number} ",
        " ".join(grouped),
        ".".join(grouped),
        " ".join(number[i : i + 4] for i in range(0, len(number), 4)),
    )[kind]


def rounded_cell(number: str, draws: Draws) -> str:
    """Return what Excel keeps of a number typed into a number cell: 15 digits, or 6 after a
    round through a file that showed it as 3.27105E+15."""
    kept = 6 if draws[0] < 0.35 else EXCEL_DIGITS
    return number[:kept].ljust(len(number), "0")


def rounded_text(number: str, draws: Draws) -> str:
    """Return the text into which a rounded number was turned afterwards."""
    if draws[0] < 0.4:
        point = "," if draws[1] < 0.5 else "."
        return f"{number[0]}{point}{number[1:6]}E+15"
    return rounded_cell(number, draws[::-1])
