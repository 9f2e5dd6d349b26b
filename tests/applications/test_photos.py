"""Photos are only what they claim to be, and carry nothing else."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from tests.applications.conftest import picture
from tests.applications.test_public_pages import begin

from tanggap.applications.models import Photo
from tanggap.applications.services import photos

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(open_city: None, city: None) -> None:
    """The city takes applications."""


def test_a_photo_loses_the_place_where_it_was_taken(client: Client, ready: None) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 35.0, 30.0), 3: "E", 4: (106.0, 48.0, 0.0)}
    exif[0x010F] = "Telepon Pribadi"
    begin(client)
    answer = client.post("/ajuan/isi/foto-rumah/", {"photo": picture(exif=exif)})
    assert answer.status_code == 302
    kept = Photo.objects.get()
    written = Image.open(BytesIO(photos.content(kept)))
    assert written.format == "JPEG"
    assert not written.getexif()
    assert b"Telepon Pribadi" not in photos.content(kept)
    photos.forget(Photo.objects.all())


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 400,
        b"%PDF-1.7 " + b"\0" * 400,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xff\xd8\xff" + b"\0" * 400,
        b"",
    ],
)
def test_what_is_no_photo_is_told_so(client: Client, ready: None, content: bytes) -> None:
    begin(client)
    file = BytesIO(content)
    file.name = "foto.jpg"
    answer = client.post("/ajuan/isi/foto-kk/", {"photo": file}, follow=True)
    assert "Galat:" in answer.content.decode()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("side", [20_000, 6_500])
def test_a_bomb_is_measured_before_it_is_unpacked(client: Client, ready: None, side: int) -> None:
    """The greater one the library refuses by itself, the smaller one only our own measure."""
    begin(client)
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    bomb.seek(0)
    bomb.name = "foto.png"
    answer = client.post("/ajuan/isi/foto-kk/", {"photo": bomb}, follow=True)
    assert "terlalu besar" in answer.content.decode()


def test_a_file_is_weighed_and_a_picture_must_be_large_enough_to_read() -> None:
    with pytest.raises(photos.BadPhoto, match="large"):
        photos.rewritten(picture(), size=photos.MOST_BYTES + 1)
    tiny = BytesIO()
    Image.new("RGB", (photos.LEAST_SIDE, photos.LEAST_SIDE - 1)).save(tiny, "PNG")
    with pytest.raises(photos.BadPhoto, match="small"):
        photos.rewritten(tiny, size=9)


def test_a_script_behind_a_picture_is_left_behind(client: Client, ready: None) -> None:
    begin(client)
    file = picture()
    file.seek(0, 2)
    file.write(b"<?php system($_GET['x']); ?>")
    file.seek(0)
    client.post("/ajuan/isi/foto-kk/", {"photo": file})
    assert b"<?php" not in photos.content(Photo.objects.get())
    photos.forget(Photo.objects.all())
