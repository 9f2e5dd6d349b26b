"""Files for payers and their answers."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import sepaxml
import xmlschema
from django.conf import settings
from tests.distribution.conftest import MONTHS, give, give_account, make, move, payments, send
from tests.personas import actor_with

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.distribution.domain.answers import NotReadable
from tanggap.distribution.services import files, results
from tanggap.distribution.services.batches import NothingToPay
from tanggap.distribution.types import BatchState, NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]
PAIN = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


def take(batch, by):
    return files.take(batch_id=batch.pk, by=by, at=clock.now())


def workbook_of(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.values]


def answered(content: bytes, says) -> bytes:
    """Fill the two columns of the payer in, line by line."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    for row in range(2, sheet.max_row + 1):
        status, why = says(row - 2)
        sheet.cell(row, sheet.max_column - 1, status)
        sheet.cell(row, sheet.max_column, why)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def preview(batch, content, by, name="hasil.xlsx"):
    return results.preview(
        batch_id=batch.pk, file_name=name, content=content, by=by, at=clock.now()
    )


def commit(file, by):
    return results.commit(file_id=file.pk, by=by, at=clock.now())


@pytest.fixture
def sent(manager, payer, head):
    return send(make(give(manager), payer), payer, head)


def test_the_workbook_names_each_payment_and_leaves_room_for_the_answer(sent, payer) -> None:
    name, content = take(sent, payer)
    head, *rows = workbook_of(content)
    assert name == f"{sent.code}.xlsx"
    assert head[1] == "Nomor Danom"
    assert head[-2:] == ["Status", "Alasan"]
    assert [row[1] for row in rows] == list(payments(sent).values_list("reference", flat=True))
    assert sum(row[10] for row in rows) == sent.rupiah


def test_an_officer_takes_the_file_once_and_each_time_is_on_the_record(sent, payer) -> None:
    other = actor_with("payer")
    first, second = take(sent, payer), take(sent, other)
    assert first == second
    with pytest.raises(files.TakenBefore):
        take(sent, payer)
    assert Event.objects.filter(code="distribution.file.taken").count() == 2


def test_no_clear_file_lies_on_the_disk(sent, payer) -> None:
    take(sent, payer)
    kept = settings.TANGGAP_DATA / "payments" / f"{sent.code}-{sent.fingerprint}"
    assert payments(sent)[0].reference.encode() not in kept.read_bytes()
    assert not kept.read_bytes().startswith(b"PK")


def test_there_is_no_file_before_the_approval(manager, payer) -> None:
    batch = move(make(give(manager), payer), BatchState.PROPOSED, payer)
    with pytest.raises(NotAllowed, match="state"):
        take(batch, payer)


def test_a_bank_pays_only_into_accounts_that_are_known(manager, payer, head) -> None:
    award = give(manager)
    with pytest.raises(NothingToPay) as refused:
        make(award, payer, channel="bank-csv")
    assert refused.value.waiting == {"account": 2}
    give_account(award.person_id, payer, head, number="1234-567-890", holder="=Rukmini")
    batch = send(make(award, payer, channel="bank-csv"), payer, head)
    first, *rows = csv.reader(io.StringIO(take(batch, payer)[1].decode()))
    assert first[0] == "P"
    assert first[3:] == ["2", "1000000"]
    assert rows[0][:4] == ["1234567890", "'=RUKMINI", "IDR", "500000"]


@pytest.fixture
def transfer(manager, payer, head) -> bytes:
    """The transfer message of a batch of two months, holder's name with a sign XML reserves."""
    award = give(manager)
    give_account(award.person_id, payer, head, number="1234567890", holder="Rukmini & Co")
    batch = send(make(award, payer, channel="bank-iso20022"), payer, head)
    return take(batch, payer)[1]


def test_the_transfer_message_fits_the_schema_of_iso_20022(transfer) -> None:
    schema = xmlschema.XMLSchema(Path(sepaxml.__file__).parent / "schemas/pain.001.001.09.xsd")
    schema.validate(transfer.decode())
    without_sum = transfer.replace(b"<CtrlSum>", b"<Sum>").replace(b"</CtrlSum>", b"</Sum>")
    assert not schema.is_valid(without_sum.decode())


def test_the_transfer_message_tells_whom_and_how_much(transfer) -> None:
    top = ET.fromstring(transfer).find(f"{PAIN}CstmrCdtTrfInitn")  # noqa: S314
    part = top.find(f"{PAIN}PmtInf")
    assert part.findtext(f"{PAIN}CtrlSum") == str(500_000 * len(MONTHS))
    assert part.findtext(f"{PAIN}NbOfTxs") == str(len(MONTHS))
    for one in part.findall(f"{PAIN}CdtTrfTxInf"):
        assert one.findtext(f"{PAIN}Cdtr/{PAIN}Nm") == "Rukmini Co"


def test_an_answer_is_shown_before_it_counts_and_counts_once(sent, payer) -> None:
    content = answered(
        take(sent, payer)[1], lambda row: [("Terbayar", ""), ("Gagal", "Meninggal dunia")][row]
    )
    file = preview(sent, content, payer)
    assert results.counts(file) == {"fits": 2, "paid": 1, "failed": 1}
    assert set(payments(sent).values_list("state", flat=True)) == {"sent"}
    assert commit(file, payer) == {"paid": 1, "failed": 1}
    assert list(payments(sent).values_list("state", "why")) == [("paid", ""), ("failed", "died")]
    assert preview(sent, content, payer).pk == file.pk
    assert commit(file, payer) == {}


def test_another_file_with_the_same_lines_pays_nothing_twice(sent, payer) -> None:
    empty = take(sent, payer)[1]
    commit(preview(sent, answered(empty, lambda row: ("Terbayar", "")), payer), payer)
    again = preview(sent, answered(empty, lambda row: ("Terbayar", "baru")), payer)
    assert results.counts(again) == {"same": 2}
    assert commit(again, payer) == {}
    against = preview(sent, answered(empty, lambda row: ("Gagal", "Pindah")), payer)
    assert results.counts(against) == {"conflict": 2}
    assert set(payments(sent).values_list("state", flat=True)) == {"paid"}


def test_lines_that_do_not_fit_are_told_and_change_nothing(sent, payer) -> None:
    one, two = payments(sent)
    text = (
        "Nomor Danom;Status;Alasan;Jumlah\n"
        f"{one.reference};Terbayar;;1\n"
        f"{two.reference};entah;;500000\n"
        "ABC-DEF-GH1;Terbayar;;500000\n"
    )
    file = preview(sent, text.encode(), payer, "hasil.csv")
    assert results.counts(file) == {"amount": 1, "unclear": 1, "strange": 1}
    assert commit(file, payer) == {}


def test_a_statement_tells_what_was_paid_and_what_came_back(sent, payer) -> None:
    one, two = payments(sent)

    def entry(reference: str, sign: str) -> str:
        return (
            f'<Ntry><Amt Ccy="IDR">500000.00</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts><Cd>BOOK</Cd>'
            f"</Sts><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs></TxDtls>"
            "</NtryDtls></Ntry>"
        )

    text = (
        '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
        f"<BkToCstmrStmt><Stmt>{entry(one.reference, 'DBIT')}{entry(two.reference, 'DBIT')}"
        f"{entry(two.reference, 'CRDT')}</Stmt></BkToCstmrStmt></Document>"
    )
    file = preview(sent, text.encode(), payer, "camt.xml")
    assert commit(file, payer) == {"paid": 1, "returned": 1}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK broken", "broken"),
        (b"a;b\n1;2\n", "headings"),
        (b"Nomor Danom;Status\n", "empty"),
        (b"<html></html>", "kind"),
        (b"\x00\x01", "kind"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x xmlns="camt.053">&a;</x>', "broken"),
    ],
)
def test_what_cannot_be_read_says_so(sent, payer, content, code) -> None:
    with pytest.raises(NotReadable) as refused:
        preview(sent, content, payer)
    assert refused.value.code == code
