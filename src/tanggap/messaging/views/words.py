"""Why a message did not go out, in words: what a way out said is a code."""

from django.utils.translation import gettext as _


def fault(code: str) -> str:
    """Return what a code of a failed attempt means and what helps, "" for none."""
    if not code:
        return ""
    known = {
        "no-address": _("Warga tidak meninggalkan nomor atau surel."),
        "no-channel": _("Belum ada saluran yang terpasang."),
        "timeout": _("Saluran tidak menjawab."),
        "mail-impossible": _("Alamat surel ini tidak mungkin."),
    }
    if code in known:
        return known[code]
    kind, _dash, answer = code.partition("-")
    refused = answer.isdigit() and (
        (kind == "http" and answer.startswith("4") and answer not in ("408", "429"))
        or (kind == "smtp" and answer.startswith("55"))
    )
    if refused:
        return _("Saluran menolak alamat ini (%(code)s).") % {"code": answer}
    return _("Saluran sedang terganggu (%(code)s).") % {"code": answer or code}
