"""Addresses of the app."""

from django.urls import URLPattern, path

from tanggap.distribution.views import (
    account_files,
    accounts,
    answers,
    batches,
    handover,
    payments,
    places,
)

app_name = "distribution"
urlpatterns: list[URLPattern] = [
    path("", batches.index, name="batches"),
    path("baru/", batches.new, name="new"),
    path("<int:pk>/", batches.detail, name="batch"),
    path("<int:pk>/pindah/", batches.move, name="move"),
    path("<int:pk>/berkas/", batches.download, name="download"),
    path("<int:pk>/hasil/", answers.upload, name="upload"),
    path("<int:pk>/hasil/<int:file>/", answers.result, name="result"),
    path("<int:pk>/hasil/<int:file>/simpan/", answers.commit, name="commit"),
    path("<int:pk>/kembali-ke-kas/", answers.returned, name="returned"),
    path("<int:pk>/jadwal/", places.give, name="give"),
    path("<int:pk>/kupon/", places.vouchers, name="vouchers"),
    path("<int:pk>/bayar/<int:payment>/", payments.detail, name="payment"),
    path("titik/", places.points, name="points"),
    path("gudang/", places.stock, name="stock"),
    path("rekening/", accounts.index, name="accounts"),
    path("rekening/cari/", accounts.find, name="find_account"),
    path("rekening/<int:person>/", accounts.detail, name="account"),
    path("rekening/<int:person>/<int:pk>/putus/", accounts.decide, name="decide_account"),
    path("rekening/<int:person>/<int:pk>/nomor/", accounts.reveal, name="account_number"),
    path("rekening/berkas/", account_files.index, name="account_files"),
    path("rekening/berkas/<int:pk>/", account_files.detail, name="account_file"),
    path("rekening/berkas/<int:pk>/setujui/", account_files.approve, name="approve_accounts"),
    path("rekening/belum/<int:round_id>/", accounts.without, name="without_account"),
    path("serah/", handover.handover, name="handover"),
    path("serah/daftar/", handover.day_list, name="day_list"),
    path("serah/kirim/", handover.replay, name="replay"),
]
