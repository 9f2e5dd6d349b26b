"""What family card, telephone and address together say of two records: one household or not.

They are one comparison on purpose: treated as independent pieces of evidence they would count
the same household three times and drown what is said about the person.
"""

from numba import njit

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
    return KK_NEAR if digit_slips(a, b) <= 1 else KK_DIFFERENT


@njit(cache=True, nogil=True)
def _shared_street(a, b, keys):
    for i in range(a.shape[0]):
        if a[i] < 0:
            break
        for j in range(b.shape[0]):
            if b[j] < 0:
                break
            if keys[a[i]] == keys[b[j]]:
                return True
    return False


@njit(cache=True, nogil=True)
def compare_places(
    village_a, district_a, rt_a, rw_a, street_a, house_a, crowd_a,
    village_b, district_b, rt_b, rw_b, street_b, house_b, crowd_b, keys,
):  # fmt: skip
    """Compare two addresses; a missing part neither agrees nor disagrees.

    `crowd_*` says whether many families share the house (CROWDED_HOUSE: a boarding house) or
    the street of one RT (CROWDED_STREET); there the address alone makes neighbours.
    """
    villages_known = village_a >= 0 and village_b >= 0
    if villages_known and village_a != village_b:
        same_district = district_a >= 0 and district_a == district_b
        return PLACE_DISTRICT if same_district else PLACE_ELSEWHERE
    if not villages_known and district_a >= 0 and district_b >= 0 and district_a != district_b:
        return PLACE_ELSEWHERE
    units_known = rt_a > 0 and rt_b > 0 and rw_a > 0 and rw_b > 0
    same_unit = units_known and rt_a == rt_b and rw_a == rw_b
    streets_known = street_a[0] >= 0 and street_b[0] >= 0
    same_street = streets_known and _shared_street(street_a, street_b, keys)
    houses_known = house_a >= 0 and house_b >= 0
    crowd = crowd_a | crowd_b
    if same_street and houses_known and house_a == house_b and not crowd & CROWDED_HOUSE:
        if same_unit or (villages_known and not units_known):
            return PLACE_HOUSE
        if villages_known:
            return PLACE_STREET
    if same_street and same_unit and not houses_known and not crowd & CROWDED_STREET:
        return PLACE_STREET
    if same_unit and villages_known:
        return PLACE_NEIGHBOURS
    if villages_known:
        return PLACE_VILLAGE
    return PLACE_UNKNOWN


@njit(cache=True, nogil=True)
def home_level(card, place, same_phone):
    """Fold card, place and telephone into one level."""
    if same_phone and place not in (PLACE_HOUSE, PLACE_STREET):
        place = PLACE_PHONE
    if card == KK_MISSING and place == PLACE_UNKNOWN:
        return HOME_UNKNOWN
    return 1 + 8 * card + place
