"""Words that mean something before they are part of a name: titles, marks and abbreviations.

From the lists that offices hand over. Permendagri 73/2022 allows titles on family and identity
cards, but not on civil deeds, so one person stands with and without them.
"""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PREFIX_TITLES: Final = _set(
    "h hj haji hajjah hajah kh kyai kiai ust ustad ustadz ustadzah ustz drs dra dr drg drh ir prof "
    "r rd rr ra rm raden tb bpk bapak pak ibu bu sdr sdri sdra tn ny nn tuan nyonya nona "
    "alhaj letkol kolonel mayor kapten serka aiptu ipda iptu"
)
"""Stripped before the first word of the name."""

TITLES_AT_THE_END: Final = _set("drs dra hj haji hajjah kh prof sdr sdri bpk")
"""Prefix titles that also stand behind the name ("Ahmad, Drs."); a last "H" is an initial."""

DEGREES: Final = _set(
    "spd mpd spdi mpdi spdsd sag mag sh mh shi mhi se mm st mt ssos msos sip msip skom mkom skm "
    "mkes ssi msi sst stp spt sked sfarm apt amd amdkep amdkeb skep skeb ners spsi mpsi shum mhum "
    "ssn msn smn sei msc bsc mba phd spog sppd lc"
)
"""Stripped behind the name, with or without dots."""

DOTTED_DEGREES: Final = _set("ba ma sp bba mp")
"""Degrees that could be names: stripped behind the name only when written with dots."""

DEGREE_TAILS: Final = _set("pd ag si sos kom kes hum kep keb farm ked psi sn pdi ip")
"""Second halves of degrees written apart ("S. Pd"): stripped with the single letter before."""

DECEASED: Final = _set("alm almh almarhum almarhumah")

ALIASES: Final = _set("alias als aka alis")
"""What follows is another name of the same person."""

PATRONYMS: Final = _set("bin binti bt bte")
"""What follows is the father's name."""

PLACEHOLDERS: Final = _set(
    "tidak tdk tanpa belum kosong null none nan unknown xx xxx xxxx xxxxx noname nihil"
)
WEAK_PLACEHOLDERS: Final = _set("ada nama diisi tahu diketahui name no")
"""Placeholders only together with another ("TIDAK ADA"): Ada is also a name."""

ENGLISH_PREFIXES: Final = _set(
    "mr mrs ms miss dr prof rev sir lady lord dame hon capt captain major colonel col gen reverend"
)
ENGLISH_SUFFIXES: Final = _set("jr sr ii iii iv esq phd mba obe cbe")

ENGLISH_PLACEHOLDERS: Final = _set("unknown none null nan xxx")

_VARIANTS: Final[dict[str, str]] = {
    "muhammad": "muhamad mohammad mohamad mochammad mochamad muchammad muchamad mukhammad mukhamad "
    "mokhamad mokhammad muhammat muhamat mohamed muhamed mohammed muhammed mohd muhd mohm moh moch "
    "muh much mhd md mhmd moehammad moehamad mochmad muhmad muhmmad",
    "ahmad": "ach achmad akhmad ahmat achmat akhmat ahmed achmed ahd ahmd achm amd acmad akmad",
    "abdul": "abd abdoel abdur abdus abdu abdl abdurr abdut abdun abdud abdush",
    "siti": "st sitti siiti citi syiti",
    "nur": "noor nor noer nuur nr",
    "rahmat": "rachmat rakhmat rohmat rochmat rokhmat rahmad rachmad rohmad",
    "hidayat": "hidajat hidayad hidajad",
    "yusuf": "yusup jusuf jusup yusof yoesoef joesoef yoesoep",
    "yahya": "jahja jahya yahja",
    "yunus": "junus joenoes yoenoes",
    "sri": "srie sry",
    "abdurrahman": "abdurahman abdulrahman abdurrohman abdurohman abdurachman abdurrachman "
    "abdulrachman abdulrohman abdurakhman abdoerrachman",
    "abdullah": "abdulah abdulloh abduloh abdoellah",
    "dewi": "dewie dewy",
}

SPELLINGS: Final[dict[str, str]] = {
    variant: word for word, variants in _VARIANTS.items() for variant in variants.split()
}
"""Abbreviations and spellings of frequent names, each with the name that is meant."""
