"""Addresses below /angka/."""

from django.urls import path

from tanggap.command.views import dashboard, exports, rows

app_name = "command"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("hitung/", dashboard.recount, name="recount"),
    path("hitung/kemajuan/", dashboard.recounting, name="recounting"),
    path("ekspor/<str:what>.<str:kind>", exports.export, name="export"),
    path("penerima/", rows.recipients, name="recipients"),
    path("rumah-tangga/", rows.households, name="households"),
    path("tanpa-bantuan/", rows.missed, name="missed"),
    path("gabungan/", rows.together, name="together"),
    path("daftar/<int:list_id>/", rows.rows_of_list, name="list-rows"),
]
