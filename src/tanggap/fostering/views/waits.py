"""How long a family waits, in words."""

from django.utils.translation import ngettext

from tanggap.fostering.domain.waits import DAYS_BELOW, years_and_months


def said(days: int) -> str:
    """Return days in words: days below two months, then months, years and months."""
    if days < DAYS_BELOW:
        days = max(days, 0)
        return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
    years, months = years_and_months(days)
    told = []
    if years:
        told.append(ngettext("%(n)s tahun", "%(n)s tahun", years) % {"n": years})
    if months:
        told.append(ngettext("%(n)s bulan", "%(n)s bulan", months) % {"n": months})
    return " ".join(told)
