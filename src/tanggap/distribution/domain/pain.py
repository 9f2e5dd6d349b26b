"""ISO 20022 pain.001.001.09: a customer credit transfer initiation, written by hand.

Names and order of the elements follow the message's definition in the ISO 20022 catalogue; only
what an Indonesian bank's bulk payment needs is written. Amounts are whole rupiah.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from xml.etree import ElementTree as ET

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CURRENCY: Final = "IDR"
_ALLOWED: Final = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
"""The characters that every bank takes (SWIFT set X)."""


def document(
    rows: Sequence[Mapping[str, Any]],
    *,
    message: str,
    created_at: datetime,
    debtor: Mapping[str, str],
) -> bytes:
    """Return the message as UTF-8 XML.

    Each row holds reference, amount, holder, account, bank and remark; `debtor` name, account and
    bank (a BIC).
    """
    root = ET.Element("Document", xmlns=NAMESPACE)
    top = ET.SubElement(root, "CstmrCdtTrfInitn")
    count, total = str(len(rows)), str(sum(int(row["amount"]) for row in rows))
    head = ET.SubElement(top, "GrpHdr")
    _text(head, "MsgId", message)
    _text(head, "CreDtTm", created_at.strftime("%Y-%m-%dT%H:%M:%S%z")[:-2] + ":00")
    _text(head, "NbOfTxs", count)
    _text(head, "CtrlSum", total)
    _text(ET.SubElement(head, "InitgPty"), "Nm", words(debtor.get("name", ""), 140))
    part = ET.SubElement(top, "PmtInf")
    _text(part, "PmtInfId", message)
    _text(part, "PmtMtd", "TRF")
    _text(part, "NbOfTxs", count)
    _text(part, "CtrlSum", total)
    _text(ET.SubElement(part, "ReqdExctnDt"), "Dt", f"{created_at:%Y-%m-%d}")
    _text(ET.SubElement(part, "Dbtr"), "Nm", words(debtor.get("name", ""), 140))
    _account(part, "DbtrAcct", debtor.get("account", ""))
    _bank(part, "DbtrAgt", debtor.get("bank", ""))
    for row in rows:
        _transfer(part, row)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def words(text: str, length: int) -> str:
    """Return a text in the characters that every bank takes, cut to a length."""
    return " ".join(_ALLOWED.sub(" ", text).split())[:length] or "-"


def _transfer(part: ET.Element, row: Mapping[str, Any]) -> None:
    one = ET.SubElement(part, "CdtTrfTxInf")
    _text(ET.SubElement(one, "PmtId"), "EndToEndId", row["reference"])
    amount = ET.SubElement(ET.SubElement(one, "Amt"), "InstdAmt", Ccy=CURRENCY)
    amount.text = str(int(row["amount"]))
    _bank(one, "CdtrAgt", row["bank"])
    _text(ET.SubElement(one, "Cdtr"), "Nm", words(row["holder"], 140))
    _account(one, "CdtrAcct", row["account"])
    _text(ET.SubElement(one, "RmtInf"), "Ustrd", words(row["remark"], 140))


def _account(parent: ET.Element, name: str, number: str) -> None:
    other = ET.SubElement(ET.SubElement(ET.SubElement(parent, name), "Id"), "Othr")
    _text(other, "Id", number)


def _bank(parent: ET.Element, name: str, bank: str) -> None:
    """Name a bank by its BIC, or by the code that the clearing knows."""
    inner = ET.SubElement(ET.SubElement(parent, name), "FinInstnId")
    if re.fullmatch(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", bank):
        _text(inner, "BICFI", bank)
    else:
        _text(ET.SubElement(inner, "Othr"), "Id", bank or "NOTPROVIDED")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
