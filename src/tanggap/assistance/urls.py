"""Addresses below /bantuan/."""

from django.urls import path

from tanggap.assistance.views import (
    awards,
    cases,
    check,
    components,
    late_months,
    programmes,
    rules,
    verdicts,
)

app_name = "assistance"
urlpatterns = [
    path("", awards.index, name="awards"),
    path("periksa/", check.check, name="check"),
    path("periksa/tetapkan/", check.grant, name="grant"),
    path("<int:pk>/komponen/", components.correct, name="components"),
    path("program/", programmes.index, name="programmes"),
    path("program/baru/", programmes.create, name="new-programme"),
    path("program/pasang-2020/", programmes.install, name="install"),
    path("program/<str:code>/", programmes.detail, name="programme"),
    path("program/<str:code>/ubah/", programmes.edit, name="edit-programme"),
    path("program/<str:code>/tahap/", programmes.add_round, name="add-round"),
    path("program/<str:code>/komponen/", programmes.add_component, name="add-component"),
    path("aturan/", rules.matrix, name="rules"),
    path("aturan/usul/", rules.propose, name="propose-rule"),
    path("aturan/usulan/<int:pk>/", rules.proposal, name="proposal"),
    path("aturan/usulan/<int:pk>/putuskan/", rules.decide, name="decide-rule"),
    path("aturan/<str:code>/", rules.rule, name="rule"),
    path("aturan/<str:code>/cabut/", rules.propose_withdrawal, name="withdraw-rule"),
    path("kasus/", cases.index, name="cases"),
    path("kasus/<int:pk>/", cases.detail, name="case"),
    path("kasus/<int:pk>/usul/", cases.propose, name="propose-case"),
    path("kasus/<int:pk>/penanggung-jawab/", cases.assign, name="assign-case"),
    path("kasus/<int:pk>/putuskan/", cases.decide, name="decide-case"),
    path("daftar/<int:list_id>/", verdicts.detail, name="verdict"),
    path("daftar/<int:list_id>/kemajuan/", verdicts.judging, name="judging"),
    path("daftar/<int:list_id>/bulan/", verdicts.choose_months, name="months"),
    path("daftar/<int:list_id>/isi/", late_months.propose, name="late-months"),
    path("daftar/<int:list_id>/isi/catat/", late_months.accept, name="accept-months"),
    path("daftar/<int:list_id>/isi/buang/", late_months.drop, name="drop-months"),
    path("daftar/<int:list_id>/isi/lanjut/", late_months.resume, name="resume-months"),
    path("daftar/<int:list_id>/kembali/", verdicts.hand_back, name="hand-back"),
    path("daftar/<int:list_id>/kembali/berkas/", verdicts.handed_back, name="handed-back"),
]
