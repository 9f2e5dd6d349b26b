"""Addresses of the app; none carries a person's data, not even a code that opens a ticket."""

from django.urls import URLPattern, path

from tanggap.objections.views import acts, desk, entry, figures, own, public, survey

app_name = "objections"
urlpatterns: list[URLPattern] = [
    path("", public.start, name="start"),
    path("sanggah/", public.keys, name="keys"),
    path("sanggah/isi/", public.object_to, name="object"),
    path("lapor/periksa/", public.check, name="check"),
    path("lapor/<slug:page>/", public.page, name="page"),
    path("tanda-terima/", own.receipt, name="receipt"),
    path("lihat/", own.look, name="look"),
    path("status/", own.status, name="status"),
    path("status/tarik/", own.withdraw, name="withdraw"),
    path("selesai/", own.leave, name="leave"),
    path("tanya/", survey.ask, name="survey"),
    path("tanya/isi/", survey.questions, name="questions"),
    path("tanya/terima-kasih/", survey.thanks, name="thanks"),
    path("meja/", desk.queue, name="queue"),
    path("meja/cari/", desk.search, name="search"),
    path("meja/baru/", entry.enter, name="enter"),
    path("meja/<int:pk>/tanda-terima/", entry.entered, name="entered"),
    path("meja/angka/", figures.tickets, name="figures"),
    path("meja/<int:pk>/", desk.detail, name="ticket"),
    path("meja/<int:pk>/foto/<int:photo>/", desk.photo, name="photo"),
    path("meja/<int:pk>/langkah/", acts.act, name="act"),
    path("survei/", figures.results, name="results"),
    path("survei/bagian/", figures.share, name="share"),
    path("survei/telepon/", figures.calls, name="calls"),
    path("survei/telepon/<int:pk>/", figures.call, name="call"),
]
