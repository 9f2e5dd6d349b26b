"""What family card, telephone and address together say of two records: one household or not.

They are one comparison on purpose: treated as independent pieces of evidence they would count
the same household three times and drown what is said about the person.
"""

from numba import njit

from tanggap.linkage.kernels.layout import (
    CROWD,
    DISTRICT,
    HOUSE,
    RT,
    RW,
    STREET,
    STREET_END,
    VILLAGE,
)
from tanggap.linkage.kernels.numbers import digit_slips

KK_MISSING, KK_EQUAL, KK_NEAR, KK_DIFFERENT = 0, 1, 2, 3
PLACE_UNKNOWN = 0
PLACE_HOUSE = 1  # street, house number and RT/RW or kelurahan
PLACE_STREET = 2  # street and RT/RW in one kelurahan; a house number is missing
PLACE_NEIGHBOURS = 3  # RT/RW and kelurahan, another or no street
PLACE_VILLAGE = 4
PLACE_DISTRICT = 5
PLACE_ELSEWHERE = 6

CROWDED_HOUSE, CROWDED_STREET = 1, 2

HOME_UNKNOWN = 0
# Then `1 + 8 * card + place`, the place with one more state: PLACE_PHONE, the same telephone.
PLACE_PHONE = 7
HOME_LEVELS = 1 + 8 * 4


@njit(cache=True, nogil=True)
def compare_cards(a, known_a, b, known_b):
    """Compare two family card numbers on the digits that both can trust."""
    if a == 0 or b == 0:
        return KK_MISSING
    known = min(known_a, known_b)
    if known < 16:
        if known < 12:
            return KK_MISSING
        scale = 1
        for _ in range(16 - known):
            scale *= 10
        return KK_NEAR if a // scale == b // scale else KK_DIFFERENT
    if a == b:
        return KK_EQUAL
    if a // 10 == b // 10:
        return KK_DIFFERENT  # cards of neighbours, issued one after the other on one day
    return KK_NEAR if digit_slips(a, b) <= 1 else KK_DIFFERENT


@njit(cache=True, nogil=True)
def _shared_street(small, a, b, keys):
    for i in range(STREET, STREET_END):
        if small[a, i] < 0:
            break
        for j in range(STREET, STREET_END):
            if small[b, j] < 0:
                break
            if keys[small[a, i]] == keys[small[b, j]]:
                return True
    return False


@njit(cache=True, nogil=True)
def compare_places(small, a, b, street_keys):
    """Compare the addresses of rows a and b; a missing part neither agrees nor disagrees.

    Where many families share the house (CROWDED_HOUSE: a boarding house) or the street of one
    RT (CROWDED_STREET), the address alone makes neighbours.
    """
    village, district = small[a, VILLAGE], small[a, DISTRICT]
    villages_known = village >= 0 and small[b, VILLAGE] >= 0
    if villages_known and village != small[b, VILLAGE]:
        same_district = district >= 0 and district == small[b, DISTRICT]
        return PLACE_DISTRICT if same_district else PLACE_ELSEWHERE
    if not villages_known and (
        district >= 0 and small[b, DISTRICT] >= 0 and district != small[b, DISTRICT]
    ):
        return PLACE_ELSEWHERE
    rt, rw = small[a, RT], small[a, RW]
    units_known = rt > 0 and rw > 0 and small[b, RT] > 0 and small[b, RW] > 0
    same_unit = units_known and rt == small[b, RT] and rw == small[b, RW]
    house = small[a, HOUSE]
    houses_known = house >= 0 and small[b, HOUSE] >= 0
    crowd = small[a, CROWD] | small[b, CROWD]
    if (same_unit or villages_known) and _shared_street(small, a, b, street_keys):
        if houses_known and house == small[b, HOUSE] and not crowd & CROWDED_HOUSE:
            if same_unit or not units_known:
                return PLACE_HOUSE
            return PLACE_STREET
        if same_unit and not houses_known and not crowd & CROWDED_STREET:
            return PLACE_STREET
    if same_unit and villages_known:
        return PLACE_NEIGHBOURS
    return PLACE_VILLAGE if villages_known else PLACE_UNKNOWN


@njit(cache=True, nogil=True)
def home_level(card, place, same_phone):
    """Fold card, place and telephone into one level."""
    if same_phone and place not in (PLACE_HOUSE, PLACE_STREET):
        place = PLACE_PHONE
    if card == KK_MISSING and place == PLACE_UNKNOWN:
        return HOME_UNKNOWN
    return 1 + 8 * card + place
