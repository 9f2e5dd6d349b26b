"""Addresses below /orang/."""

from django.urls import path

from tanggap.people.views import changes, exports, imports, persons, review

app_name = "people"
urlpatterns = [
    path("", persons.search, name="search"),
    path("impor/", imports.index, name="lists"),
    path("impor/unggah/", imports.upload, name="upload"),
    path("impor/<int:list_id>/", imports.detail, name="list"),
    path("impor/<int:list_id>/kemajuan/", imports.progress, name="list-progress"),
    path("impor/<int:list_id>/kolom/", imports.mapping, name="list-mapping"),
    path("impor/<int:list_id>/beda/", imports.difference, name="list-difference"),
    path("impor/<int:list_id>/memperbaiki/", imports.correct, name="list-correct"),
    path("impor/<int:list_id>/ekspor/<str:kind>/", exports.masked, name="list-export"),
    path("impor/<int:list_id>/ekspor-lengkap/", exports.full, name="list-export-full"),
    path("impor/<int:list_id>/simpan/", imports.commit, name="list-commit"),
    path("impor/<int:list_id>/buang/", imports.discard, name="list-discard"),
    path("impor/<int:list_id>/batal/", imports.undo, name="list-undo"),
    path("impor/<int:list_id>/berkas/", imports.original, name="list-file"),
    path("ragu/", review.queue, name="review"),
    path("ragu/ketelitian/", review.accuracy, name="accuracy"),
    path("ragu/diteruskan/", review.escalated, name="escalated"),
    path("ragu/<int:pair_id>/", review.one, name="pair"),
    path("ragu/<int:pair_id>/putuskan/", review.decide, name="decide"),
    path("ragu/batal/<int:decision_id>/", review.undo, name="undo-decision"),
    path("<str:code>/", persons.dossier, name="dossier"),
    path("<str:code>/nomor/", persons.reveal, name="reveal"),
    path("<str:code>/pisah/", changes.split, name="split"),
    path("<str:code>/betulkan/", changes.correct, name="correct"),
    path("<str:code>/keadaan/", changes.status, name="status"),
    path("<str:code>/kepala/", changes.head, name="head"),
    path("<str:code>/batal/<str:what>/", changes.undo, name="undo"),
]
