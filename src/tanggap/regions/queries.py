"""Reading regions."""

from tanggap.regions.models import Level, Region

WHOLE_COUNTRY = ""
BEYOND = "99"  # after the last province, Papua Barat Daya (96)


def subtree_range(code: str) -> tuple[str, str]:
    """Return the codes of a region and all below it: from the first up to, not with, the second.

    The empty code is the whole country. Both ends are digits, because only digits sort alike
    under every collation.
    """
    digits = code.replace(".", "")
    if not digits:
        return WHOLE_COUNTRY, BEYOND
    return digits, str(int(digits) + 1).zfill(len(digits))


def name_of(code: str) -> str:
    """Return a region's name; the code with dots where it is not loaded, "Indonesia" for none."""
    if not code:
        return "Indonesia"
    region = Region.objects.filter(pk=code).only("name").first()
    return region.name if region else dotted(code)


def names_of(codes: set[str]) -> dict[str, str]:
    """Return names by code for those that are loaded, in one query."""
    return dict(Region.objects.filter(pk__in=codes).values_list("code", "name"))


def children(code: str) -> list[Region]:
    """Return the regions right below one, by code; the provinces below the empty code."""
    return list(Region.objects.filter(parent_code=code))


def dotted(code: str) -> str:
    """Return a code as people write it: 32.71.01.1001."""
    cuts = [0, *(level.value for level in Level)]
    return ".".join(code[a:b] for a, b in zip(cuts, cuts[1:], strict=False) if code[a:b])
