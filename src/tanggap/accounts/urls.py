"""Addresses of accounts; those of signing in are allauth's."""

from django.urls import path

from tanggap.accounts.views import own, users

app_name = "accounts"
urlpatterns = [
    path("petugas/", users.users, name="users"),
    path("petugas/baru/", users.new_user, name="new_user"),
    path("petugas/<int:user_id>/", users.user, name="user"),
    path("petugas/<int:user_id>/tautan/", users.invite, name="invite"),
    path(
        "petugas/<int:user_id>/peran/<int:assignment_id>/akhiri/",
        users.take_role,
        name="take_role",
    ),
    path("petugas/<int:user_id>/<slug:act>/", users.change, name="change"),
    path("peran-saya/", own.own_roles, name="own_roles"),
    path("darurat/", own.emergency, name="emergency"),
    path("darurat/akhiri/", own.end_emergency, name="end_emergency"),
]
