"""Addresses of the app."""

from django.urls import URLPattern, path

from tanggap.verification.views import board, meetings, own, phone, seconds, unmet, visits

app_name = "verification"
urlpatterns: list[URLPattern] = [
    path("", board.index, name="board"),
    path("tetapkan/", board.assign, name="assign"),
    path("<int:pk>/", visits.detail, name="visit"),
    path("<int:pk>/alihkan/", visits.pass_on, name="pass_on"),
    path("<int:pk>/tarik/", visits.take_back, name="take_back"),
    path("<int:pk>/foto/<int:photo>/", visits.photo, name="photo"),
    path("saya/", own.index, name="own"),
    path("saya/<int:pk>/", own.report, name="report"),
    path("saya/<int:pk>/tidak-bertemu/", unmet.unmet, name="unmet"),
    path("saya/daftar/", phone.day_list, name="list"),
    path("saya/kirim/", phone.send, name="send"),
    path("saya/tidak-bertemu/", phone.send_attempt, name="send_attempt"),
    path("saya/luring/", phone.shell, name="shell"),
    path("saya/pekerja.js", phone.worker, name="worker"),
    path("saya/aplikasi.webmanifest", phone.manifest, name="manifest"),
    path("kedua/", seconds.index, name="seconds"),
    path("kedua/undi/", seconds.draw, name="draw"),
    path("musyawarah/", meetings.index, name="meetings"),
    path("musyawarah/baru/", meetings.new, name="new_meeting"),
    path("musyawarah/<int:pk>/", meetings.detail, name="meeting"),
    path("musyawarah/<int:pk>/tutup/", meetings.close, name="close_meeting"),
    path("musyawarah/<int:pk>/berita-acara/", meetings.minutes, name="minutes"),
]
