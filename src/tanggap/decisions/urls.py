"""Addresses below /penetapan/."""

from django.urls import path

from tanggap.decisions.views import decrees, plans, rows, trying

app_name = "decisions"
urlpatterns = [
    path("", plans.index, name="list"),
    path("baru/", plans.create, name="new"),
    path("banding/", trying.compare, name="compare"),
    path("jenjang/", decrees.tiers, name="tiers"),
    path("baris/<int:pk>/beri/", rows.give, name="give"),
    path("<int:pk>/", plans.detail, name="plan"),
    path("<int:pk>/hitung/", trying.simulate, name="simulate"),
    path("<int:pk>/simpan/", trying.save, name="save"),
    path("<int:pk>/usul/", plans.propose, name="propose"),
    path("<int:pk>/buang/", plans.drop, name="drop"),
    path("<int:pk>/setuju/", plans.approve, name="approve"),
    path("<int:pk>/kembalikan/", plans.send_back, name="send-back"),
    path("<int:pk>/daftar/", rows.index, name="rows"),
    path("<int:pk>/sk/", decrees.issue, name="decree"),
    path("<int:pk>/sk.<str:kind>", decrees.annex, name="annex"),
]
