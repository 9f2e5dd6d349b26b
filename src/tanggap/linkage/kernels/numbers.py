"""Closeness of two identity numbers and of two dates."""

from numba import njit

ID_MISSING = 0
ID_EQUAL = 1
ID_EQUAL_PREFIX = 2  # equal as far as the destroyed one goes, at least the birth date
ID_EQUAL_REGION = 3  # equal, but only six digits are left
ID_ONE_SLIP = 4  # one digit wrong or two neighbours swapped
ID_OTHER_SERIAL = 5  # same region, date and sex: another serial number
ID_OTHER_REGION = 6  # same date and serial: another region code
ID_TWO_SLIPS = 7
ID_DIFFERENT = 8

DATE_MISSING = 0
DATE_EQUAL = 1
DATE_EQUAL_DEFAULT = 2  # 1 January, 1 July, 31 December on both
DATE_SWAPPED = 3  # day and month exchanged
DATE_IN_NIK = 4  # the date in the other's NIK
DATE_YEAR_SLIP = 5  # day and month equal, the year one digit or one year off
DATE_PART_SLIP = 6  # year and one of day, month equal, the other one digit off
DATE_PART = 7  # year and one of day, month equal
DATE_YEAR_ONLY_KNOWN = 8  # years equal; one side knows no more, or a default date
DATE_YEAR = 9
DATE_NEAR_YEAR = 10  # at most three years apart
DATE_APART = 11
DATE_GENERATION = 12  # fifteen years or more


@njit(cache=True, nogil=True)
def digit_slips(a, b):
    """Count differing digits of two numbers (at most 3); a swap of neighbours counts one."""
    slips = 0
    last_a = last_b = 99
    previous_differs = False
    while (a > 0 or b > 0) and slips < 3:
        digit_a = a % 10
        digit_b = b % 10
        if digit_a != digit_b:
            if previous_differs and digit_a == last_b and digit_b == last_a:
                previous_differs = False
            else:
                slips += 1
                previous_differs = True
        else:
            previous_differs = False
        last_a = digit_a
        last_b = digit_b
        a //= 10
        b //= 10
    return slips


@njit(cache=True, nogil=True)
def compare_niks(a, known_a, b, known_b):
    """Say how two 16-digit numbers relate, judged on the digits that both can trust."""
    if a == 0 or b == 0:
        return ID_MISSING
    known = min(known_a, known_b)
    if a == b and known >= 12:
        return ID_EQUAL if known == 16 else ID_EQUAL_PREFIX
    if known < 16:
        scale = 1
        for _ in range(16 - known):
            scale *= 10
        a //= scale
        b //= scale
        if known < 12:
            return ID_EQUAL_REGION if a == b else ID_MISSING
        if a == b:
            return ID_EQUAL_PREFIX
        return ID_ONE_SLIP if digit_slips(a, b) == 1 else ID_DIFFERENT
    if a // 10000 == b // 10000:
        return ID_OTHER_SERIAL
    slips = digit_slips(a, b)
    if slips == 1:
        return ID_ONE_SLIP
    if a % 10_000_000_000 == b % 10_000_000_000:
        return ID_OTHER_REGION
    return ID_TWO_SLIPS if slips == 2 else ID_DIFFERENT


@njit(cache=True, nogil=True)
def compare_plain_ids(a, b):
    """Say how two identity numbers without inner structure relate."""
    if a == 0 or b == 0:
        return ID_MISSING
    if a == b:
        return ID_EQUAL
    slips = digit_slips(a, b)
    if slips == 1:
        return ID_ONE_SLIP
    return ID_TWO_SLIPS if slips == 2 else ID_DIFFERENT


@njit(cache=True, nogil=True)
def is_default_date(date):
    """Tell whether a date is one of those that clerks invent: 1 January, 1 July, 31 December."""
    day = date % 10000
    return day in (101, 701, 1231)


@njit(cache=True, nogil=True)
def _part_slip(a, b):
    return a % 10 == b % 10 or a // 10 == b // 10 or (a % 10 == b // 10 and a // 10 == b % 10)


@njit(cache=True, nogil=True)
def compare_dates(a, b):
    """Say how two yyyymmdd dates relate (a `DATE_` level); 0 is missing, mmdd 0000 year only."""
    if a == 0 or b == 0:
        return DATE_MISSING
    year_a, year_b = a // 10000, b // 10000
    apart = abs(year_a - year_b)
    if a == b:
        if a % 10000 == 0:
            return DATE_YEAR_ONLY_KNOWN
        return DATE_EQUAL_DEFAULT if is_default_date(a) else DATE_EQUAL
    month_a, month_b = a // 100 % 100, b // 100 % 100
    day_a, day_b = a % 100, b % 100
    if year_a == year_b:
        if month_a == day_b and day_a == month_b:
            return DATE_SWAPPED
        if a % 10000 == 0 or b % 10000 == 0 or is_default_date(a) or is_default_date(b):
            return DATE_YEAR_ONLY_KNOWN
        if month_a == month_b:
            return DATE_PART_SLIP if _part_slip(day_a, day_b) else DATE_PART
        if day_a == day_b:
            return DATE_PART_SLIP if _part_slip(month_a, month_b) else DATE_PART
        return DATE_YEAR
    same_day = month_a == month_b and day_a == day_b and not is_default_date(a)
    if same_day and (apart == 1 or apart % 10 == 0 or digit_slips(year_a, year_b) == 1):
        return DATE_YEAR_SLIP
    if apart <= 3:
        return DATE_NEAR_YEAR
    return DATE_APART if apart < 15 else DATE_GENERATION


@njit(cache=True, nogil=True)
def compare_births(birth_a, other_a, nik_a, birth_b, other_b, nik_b, same_nik):
    """Compare two people's birth dates, with second readings and the dates in their NIKs.

    The date of a NIK stands in for a missing one, and may confirm the other's; both only where
    `same_nik` is false, for otherwise it says nothing new.
    """
    if not same_nik:
        if birth_a == 0:
            birth_a = nik_a
        if birth_b == 0:
            birth_b = nik_b
    level = compare_dates(birth_a, birth_b)
    if level in (DATE_MISSING, DATE_EQUAL, DATE_EQUAL_DEFAULT):
        return level
    if (other_a != 0 and other_a == birth_b) or (other_b != 0 and birth_a == other_b):
        return DATE_SWAPPED
    if not same_nik and ((nik_a != 0 and nik_a == birth_b) or (nik_b != 0 and nik_b == birth_a)):
        return DATE_IN_NIK
    return level
