"""What kinds, states and grounds are called, for citizens and for the desk."""

from typing import Final

from tanggap.language import Sentence
from tanggap.objections.types import Kind, State

KINDS: Final = {
    Kind.REFUSAL: Sentence("Sanggahan atas penolakan", "Objection to a refusal"),
    Kind.AMOUNT: Sentence("Sanggahan atas jumlah bantuan", "Objection to an amount"),
    Kind.INCLUSION: Sentence(
        "Orang yang tidak seharusnya menerima", "Somebody who should not receive"
    ),
    Kind.NOT_RECEIVED: Sentence(
        "Terdaftar, tetapi bantuan tidak sampai", "On the list, but no aid arrived"
    ),
    Kind.SHORT: Sentence("Bantuan kurang dari yang dijanjikan", "Less aid than was promised"),
    Kind.BRIBERY: Sentence("Diminta uang atau imbalan", "Money or a favour was asked for"),
    Kind.NOT_HANDED: Sentence(
        "Petugas menahan atau memotong bantuan", "An official keeps aid back, or a part of it"
    ),
    Kind.FORGOTTEN: Sentence("Keluarga yang terlewat", "A household that was forgotten"),
    Kind.WRONG_DATA: Sentence("Data keliru", "Wrong data"),
    Kind.DOUBLE: Sentence("Seseorang menerima lebih dari sekali", "Somebody receives twice"),
    Kind.FICTITIOUS: Sentence("Nama penerima fiktif", "A recipient who does not exist"),
    Kind.QUALITY: Sentence("Mutu barang buruk", "Goods of bad quality"),
    Kind.ABUSE: Sentence(
        "Penyalahgunaan dalam keluarga asuh", "Abuse between a donor and a family"
    ),
    Kind.OTHER: Sentence("Lainnya", "Something else"),
}

STATES: Final = {
    State.RECEIVED: Sentence("Diterima", "Received"),
    State.HANDLED: Sentence("Sedang ditangani", "Being dealt with"),
    State.ASKED: Sentence("Menunggu keterangan", "Waiting for information"),
    State.ESCALATED: Sentence("Di Inspektorat", "With the inspectorate"),
    State.GRANTED: Sentence("Dikabulkan", "Granted"),
    State.REJECTED: Sentence("Tidak dikabulkan", "Not granted"),
    State.SOLVED: Sentence("Selesai ditindaklanjuti", "Dealt with"),
    State.UNFOUNDED: Sentence("Tidak terbukti", "Not confirmed"),
    State.MERGED: Sentence("Digabung", "Merged"),
    State.WITHDRAWN: Sentence("Ditarik kembali", "Withdrawn"),
}

FOR_CITIZENS: Final = {
    State.RECEIVED: Sentence(
        "Kami sudah menerimanya. Seorang petugas akan menanganinya paling lambat {take_up}, dan "
        "Anda mendapat jawaban paling lambat {due}.",
        "We have it. An officer will take it up by {take_up}, and you will have an answer by "
        "{due}.",
    ),
    State.HANDLED: Sentence(
        "Seorang petugas sedang memeriksanya. Anda mendapat jawaban paling lambat {due}.",
        "An officer is looking into it. You will have an answer by {due}.",
    ),
    State.ASKED: Sentence(
        "Kami memerlukan keterangan dari Anda. Baca pertanyaannya di bawah, lalu tambahkan "
        "keterangan.",
        "We need information from you. Read the question below, then add what you know.",
    ),
    State.ESCALATED: Sentence(
        "Laporan ini diperiksa Inspektorat, bukan oleh kantor yang dilaporkan. Anda mendapat "
        "jawaban paling lambat {due}.",
        "The inspectorate looks into this, not the office that it is about. You will have an "
        "answer by {due}.",
    ),
    State.GRANTED: Sentence(
        "Sanggahan Anda dikabulkan. Keputusan lama dinilai lagi.",
        "Your objection was granted. The earlier decision is looked at anew.",
    ),
    State.REJECTED: Sentence(
        "Sanggahan Anda tidak dikabulkan. Alasannya ada di bawah.",
        "Your objection was not granted. The reason stands below.",
    ),
    State.SOLVED: Sentence(
        "Laporan Anda sudah ditindaklanjuti. Jawabannya ada di bawah.",
        "What you reported was dealt with. The answer stands below.",
    ),
    State.UNFOUNDED: Sentence(
        "Laporan Anda sudah diperiksa dan tidak terbukti. Penjelasannya ada di bawah.",
        "What you reported was looked into and not confirmed. The answer stands below.",
    ),
    State.MERGED: Sentence(
        "Ini sudah dilaporkan juga oleh orang lain; kami menanganinya bersama. Jawabannya akan "
        "muncul di sini.",
        "Others reported this too; we deal with it together. The answer will stand here.",
    ),
    State.WITHDRAWN: Sentence(
        "Anda menariknya kembali. Tidak ada lagi yang diproses.",
        "You took it back. Nothing is being done any more.",
    ),
}
"""What a state means for whoever told it; `take_up` and `due` are days in words."""

DEEMED: Final = Sentence(
    "Lewat {due}. Menurut Pasal 77 ayat (5) UU 30/2014, keberatan yang tidak diselesaikan dalam 10 "
    "hari kerja dianggap dikabulkan; ayat (7): keputusannya wajib ditetapkan paling lambat "
    "{decree}. Sistem tidak mengabulkan sendiri: kabulkan hari ini, atau catat mengapa tidak "
    "dapat.",
    "Past {due}. By art. 77 (5) of UU 30/2014 an objection that is not settled within 10 working "
    "days counts as granted; (7): the decision must be made by {decree}. The system grants nothing "
    "by itself: grant it today, or note why that cannot be.",
)

DEEMED_FOR_CITIZENS: Final = Sentence(
    "Kami terlambat menjawab: seharusnya paling lambat {due}. Menurut Pasal 77 UU 30/2014 "
    "keberatan Anda dianggap dikabulkan, dan keputusannya wajib ditetapkan paling lambat {decree}. "
    "Kepala dinas sudah diberi tahu.",
    "We are late: an answer was due by {due}. By art. 77 of UU 30/2014 your objection counts as "
    "granted, and the decision must be made by {decree}. The head of the office was told.",
)

OVERDUE: Final = Sentence(
    "Lewat batas 10 hari kerja: dianggap dikabulkan menurut hukum. Diteruskan kepada kepala dinas.",
    "Past the 10 working days: counts as granted by law. Put before the head of the office.",
)
