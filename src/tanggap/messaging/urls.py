"""Addresses below /pesan/."""

from django.urls import path

from tanggap.messaging.views import outbox

app_name = "messaging"
urlpatterns = [
    path("", outbox.index, name="outbox"),
    path("<int:pk>/lagi/", outbox.again, name="again"),
]
