"""Addresses of the app; none carries a person's data.

Only the link in a letter to a new donor opens something: once, for two days.
"""

from django.urls import URLPattern, path

from tanggap.fostering.views import (
    choosing,
    contact,
    front,
    giving,
    mine,
    pairs,
    pledges,
    public,
    reporting,
    rounds,
)

app_name = "fostering"
urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("daftar/", public.register, name="register"),
    path("daftar/terkirim/", public.registered, name="registered"),
    path("daftar/<str:token>/", public.confirm, name="confirm"),
    path("piagam/", public.certificate, name="certificate"),
    path("saya/", mine.home, name="mine"),
    path("saya/izin/", mine.approval, name="approval"),
    path("saya/keluarga/<int:pk>/", mine.family, name="family"),
    path("saya/keluarga/<int:pk>/berhenti/", mine.stop, name="stop"),
    path("saya/keluarga/<int:pk>/piagam/", mine.own_certificate, name="own_certificate"),
    path("saya/keluarga/<int:pk>/lapor/", reporting.report, name="report"),
    path("saya/keluarga/<int:pk>/kontak/", contact.look, name="contact"),
    path("saya/keluarga/<int:pk>/kontak/izin/", contact.consent, name="contact_consent"),
    path("saya/tahap/<int:pk>/", giving.sent, name="sent"),
    path("saya/tahap/<int:pk>/bukti/", giving.proof, name="proof"),
    path("saya/kesanggupan/baru/", pledges.new, name="pledge_new"),
    path("saya/kesanggupan/periksa/", pledges.check, name="pledge_check"),
    path("saya/kesanggupan/<int:pk>/", pledges.pledge, name="pledge"),
    path("saya/kesanggupan/<int:pk>/tarik/", pledges.withdraw, name="pledge_withdraw"),
    path("saya/kesanggupan/<int:pk>/pilih/", choosing.choose, name="choose"),
    path("saya/jawab/<int:pk>/", choosing.answer, name="answer"),
    path("meja/putaran/", rounds.index, name="rounds"),
    path("meja/putaran/baru/", rounds.start, name="round_start"),
    path("meja/putaran/larangan/", pairs.forbidden, name="forbidden"),
    path("meja/putaran/larangan/<int:pk>/cabut/", pairs.lift, name="lift"),
    path("meja/putaran/<int:pk>/", rounds.detail, name="round"),
    path("meja/putaran/<int:pk>/hitung/", rounds.solve_again, name="round_again"),
    path("meja/putaran/<int:pk>/usulkan/", rounds.offer, name="round_offer"),
    path("meja/putaran/<int:pk>/batalkan/", rounds.drop, name="round_drop"),
    path("meja/putaran/<int:pk>/tetapkan/", pairs.pin, name="pin"),
    path("meja/putaran/<int:pk>/lepas/<int:pair>/", pairs.unpin, name="unpin"),
    path("meja/putaran/<int:pk>/larang/<int:pair>/", pairs.forbid, name="forbid"),
]
