"""Addresses of the app; none carries a person's data, not even a code that opens something."""

from django.urls import URLPattern, path

from tanggap.applications.views import (
    asked_photos,
    criteria,
    entry,
    numbers,
    office,
    pages,
    proposals,
    sending,
    start,
    status,
)

app_name = "applications"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("mulai/", start.begin, name="begin"),
    path("kode/", start.keys, name="keys"),
    path("lanjutkan/", start.resume, name="resume"),
    path("selesai/", start.leave, name="leave"),
    path("isi/<slug:page>/", pages.page, name="page"),
    path("anggota/baru/", pages.member, name="new_member"),
    path("anggota/<int:place>/", pages.member, name="member"),
    path("anggota/<int:place>/hapus/", pages.drop_member, name="drop_member"),
    path("periksa/", sending.check, name="check"),
    path("kirim/", sending.send, name="send"),
    path("tanda-terima/", sending.receipt, name="receipt"),
    path("tanda-terima/unduh/", sending.receipt_paper, name="receipt_paper"),
    path("status/", status.status, name="status"),
    path("status/tarik/", status.withdraw, name="withdraw"),
    path("status/betulkan/", status.correct, name="correct"),
    path("status/foto/<slug:kind>/", asked_photos.send, name="send_photo"),
    path("masuk/", office.index, name="list"),
    path("masuk/cari/", office.search, name="search"),
    path("masuk/<int:pk>/", office.detail, name="detail"),
    path("masuk/<int:pk>/pindah/", office.move, name="move"),
    path("masuk/<int:pk>/periksa-ulang/", office.recheck, name="recheck"),
    path("masuk/<int:pk>/foto/<int:photo>/", office.photo, name="photo"),
    path("masuk/<int:pk>/minta-foto/", asked_photos.ask, name="ask_photo"),
    path(
        "masuk/<int:pk>/minta-foto/<slug:kind>/batal/",
        asked_photos.call_off,
        name="call_off_photo",
    ),
    path("masuk/<int:pk>/nomor/", numbers.reveal, name="numbers"),
    path("masuk/baru/", entry.enter, name="enter"),
    path("masuk/<int:pk>/tanda-terima/", entry.receipt, name="entered"),
    path("masuk/usulan/", proposals.index, name="proposals"),
    path("masuk/usulan/<int:pk>/", proposals.detail, name="proposal"),
    path("kriteria/", criteria.index, name="criteria"),
    path("kriteria/<slug:programme>/", criteria.edit, name="edit_criteria"),
    path("kriteria/<slug:programme>/pendaftaran/", criteria.opening, name="opening"),
]
