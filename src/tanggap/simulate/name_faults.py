"""What happens to a name between the card and the list. Facts: indonesia.md §3."""

from collections.abc import Callable
from typing import Final

from tanggap.simulate.names import MALE

NameDraws = tuple[float, float, float]
"""Three numbers from [0, 1) that decide how a fault falls."""

NameFault = Callable[[str, NameDraws], str]

SHORT_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "muhammad": ("M.", "Moh.", "Muh", "Moch.", "Mhd", "Muh.", "M", "Moh", "Muhamad", "Mohd."),
    "muhamad": ("M.", "Moh.", "Muh", "M"),
    "mohammad": ("M.", "Moh.", "Moh", "M"),
    "mohamad": ("Moh.", "M."),
    "mochamad": ("Moch.", "Moch", "M."),
    "ahmad": ("A.", "Ahm.", "A", "Achmad"),
    "achmad": ("A.", "Ach."),
    "abdul": ("Abd.", "Abd", "A."),
    "siti": ("St.", "St", "S.", "Sti"),
    "nur": ("N.", "Nr.", "N"),
    "dewi": ("Dw.",),
    "putri": ("P.", "Ptr."),
    "maria": ("M.", "Mr."),
    "setiawan": ("Stw.", "S."),
    "hidayat": ("H.", "Hdyt"),
    "saputra": ("S.", "Sptr."),
    "rahmat": ("R.",),
    "sri": ("S.",),
}
_SOUNDS: Final = (  # sounds that Sundanese and Javanese writers mix; then the spelling before 1972
    "f>p p>f v>p z>j j>z sy>s s>sy kh>h h>kh dh>d d>dh th>t t>th i>y y>i ie>i ai>ae ae>ai "
    "din>dien ah>a nn>n n>nn l>ll ll>l aa>a mm>m dd>d ss>s rr>r q>k k>q o>u u>o e>i x>ks "
    "u>oe j>dj c>tj y>j"
)
_RESPELLED: Final = tuple(pair.split(">") for pair in _SOUNDS.split())
_KEYS: Final = (  # the neighbours of a key
    "a:sqz b:vn c:xv d:sf e:wr f:dg g:fh h:gj i:uo j:hk k:jl l:k m:n n:bm o:ip p:o q:wa r:et s:ad "
    "t:ry u:yi v:cb w:qe x:zc y:tu z:xa"
)
_NEIGHBOURS: Final = dict(pair.split(":") for pair in _KEYS.split())
_DEGREES: Final = (
    ", S.Pd",
    ", S.E.",
    " S.Pd.I",
    ", SH",
    " SE",
    ", A.Md",
    " S.Sos",
    ", M.Si",
    ", S.Kom",
)
_NICKNAMES: Final = (
    "Ujang",
    "Aa",
    "Neng",
    "Teteh",
    "Asep",
    "Dede",
    "Ade",
    "Encep",
    "Eneng",
    "Mamat",
    "Iyan",
    "Nyai",
    "Aceng",
    "Uus",
    "Cucu",
    "Iis",
)
_JOINABLE: Final = (
    "nur",
    "abdul",
    "abdur",
    "sri",
    "siti",
    "tri",
    "dwi",
    "eka",
    "su",
    "al",
    "khoirul",
    "saeful",
)


def pick(words: tuple[str, ...], draw: float) -> str:
    """Return one of the words."""
    return words[int(draw * len(words))]


def titled(name: str, draws: NameDraws, *, sex: int, pilgrim: bool) -> str:
    """Add a title before or after: the hajj, a degree, Rd., Ust."""
    if pilgrim or draws[0] < 0.35:
        title = ("H. ", "H ", "Hj. ", "Hj ")[2 * (sex != MALE) + (draws[1] < 0.3)]
        return title + name
    if draws[0] < 0.75:
        return name + pick(_DEGREES, draws[1])
    return (
        pick(
            ("Drs. ", "Ir. ", "Rd. ", "R. ", "Ust. ", "KH. ")
            if sex == MALE
            else ("Dra. ", "Hj. ", "Rd. ", "R. "),
            draws[1],
        )
        + name
    )


def abbreviable(name: str) -> bool:
    """Tell whether a word of the name has a short form."""
    return any(word.lower() in SHORT_FORMS for word in name.split())


def abbreviated(name: str, draws: NameDraws) -> str:
    """Write the first word that has a short form short; a whole name never as one letter."""
    words = name.split()
    for place, word in enumerate(words):
        forms = SHORT_FORMS.get(word.lower(), ())
        fitting = tuple(form for form in forms if len(words) > 1 or len(form.rstrip(".")) > 1)
        if fitting:
            words[place] = pick(fitting, draws[0])
            break
    return " ".join(words)


def respelled(name: str, draws: NameDraws) -> str:
    """Write one sound as another writer hears it."""
    lower = name.lower()
    fitting = [(old, new) for old, new in _RESPELLED if old in lower]
    if not fitting:
        return name
    old, new = fitting[int(draws[0] * len(fitting))]
    places = [i for i in range(len(lower)) if lower.startswith(old, i)]
    at = places[int(draws[1] * len(places))]
    written = new.capitalize() if name[at].isupper() else new
    return name[:at] + written + name[at + len(old) :]


def word_dropped(name: str, draws: NameDraws) -> str:
    """Leave one word out, most often not the first."""
    words = name.split()
    if len(words) < 2:
        return name
    at = 0 if draws[0] < 0.2 else 1 + int(draws[1] * (len(words) - 1))
    return " ".join(words[:at] + words[at + 1 :])


def initial_only(name: str, draws: NameDraws) -> str:
    """Write one word as its first letter, most often the last."""
    words = name.split()
    if len(words) < 2:
        return name
    at = len(words) - 1 if draws[0] < 0.7 else int(draws[1] * len(words))
    words[at] = words[at][0] + ("." if draws[2] < 0.6 else "")
    return " ".join(words)


def joined_or_split(name: str, draws: NameDraws) -> str:
    """Write two words as one (Nur Hayati, Nurhayati) or one as two."""
    words = name.split()
    for place, word in enumerate(words):
        for start in _JOINABLE:
            rest = word[len(start) :]
            if word.lower().startswith(start) and len(rest) > 4:
                words[place] = f"{word[: len(start)]} {rest.capitalize()}"
                return " ".join(words)
    if len(words) < 2:
        return name
    at = int(draws[0] * (len(words) - 1))
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def reordered(name: str, draws: NameDraws) -> str:
    """Put the last word first, or swap two neighbours."""
    words = name.split()
    if draws[0] < 0.5 or len(words) < 3:
        return " ".join(words[-1:] + words[:-1])
    return " ".join([words[0], words[2], words[1], *words[3:]])


def mistyped(text: str, draws: NameDraws) -> str:
    """Make one typing error: a letter lost, a neighbouring key, letters swapped or doubled."""
    places = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(places) < 3:
        return text
    at = places[int(draws[0] * len(places))]
    before, letter, after = text[:at], text[at], text[at + 1 :]
    if draws[1] < 0.35:
        written = before + after
    elif draws[1] < 0.65:
        near = _NEIGHBOURS.get(letter.lower(), "e")
        key = near[int(draws[2] * len(near))]
        written = before + (key.upper() if letter.isupper() else key) + after
    elif draws[1] < 0.82 and after[:1].isalpha():
        written = before + after[0] + letter + after[1:]
    else:
        written = before + letter + letter + after
    return " ".join(written.split())


def with_alias(name: str, draws: NameDraws) -> str:
    """Add the name by which the neighbours know the person."""
    return f"{name} {'alias' if draws[1] < 0.7 else 'als'} {pick(_NICKNAMES, draws[0])}"


def nickname(name: str, draws: NameDraws) -> str:
    """Write only what the neighbours call the person."""
    first = name.split(maxsplit=1)[0] if name else ""
    short = first[-3:].capitalize() if len(first) > 5 else first
    return short if draws[0] < 0.4 else f"{pick(_NICKNAMES, draws[1])} {short}"


def deceased(name: str, draws: NameDraws, *, sex: int) -> str:
    """Mark the person as dead: Alm., Almh."""
    mark = "Alm." if sex == MALE else "Almh."
    return f"{mark} {name}" if draws[0] < 0.6 else f"{name} ({mark})"


def with_father(name: str, _draws: NameDraws, *, sex: int, father: str) -> str:
    """Add the father: bin, binti."""
    if not father:
        return name
    return f"{name} {'bin' if sex == MALE else 'binti'} {father.split(maxsplit=1)[0]}"
