"""What officers type about families, donors and meetings."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.core import clock
from tanggap.fostering.domain.profiles import SHOWABLE
from tanggap.fostering.types import Entry

SHOWN: Final = {
    "region": _("Kelurahannya"),
    "people": _("Berapa orang di rumah"),
    "waiting": _("Berapa lama menunggu"),
    "children": _("Bahwa ada anak"),
    "elderly": _("Bahwa ada lansia"),
    "disabled": _("Bahwa ada penyandang disabilitas"),
    "orphans": _("Bahwa ada anak yatim atau piatu"),
    "story": _("Ceritanya"),
}
"""What a family may let strangers see, in words for the family."""
USUAL: Final = ("region", "people", "waiting", "children", "elderly")


class ShownField(forms.MultipleChoiceField):
    """Boxes for what strangers may see."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(code, SHOWN[code]) for code in SHOWABLE]
        super().__init__(choices=choices, required=False, **kwargs)


class FamilyForm(forms.Form):
    """What is known of a family, and what may be shown of it."""

    use_required_attribute = False
    purpose = forms.ChoiceField(
        label=_("Untuk apa"),
        choices=[
            ("aid", _("Bantuan keluarga (tidak bersamaan dengan bantuan pemerintah)")),
            ("school", _("Biaya sekolah anak yatim atau piatu (boleh bersamaan)")),
        ],
        widget=forms.RadioSelect,
        initial="aid",
    )
    children = forms.BooleanField(label=_("Ada anak di bawah 18 tahun"), required=False)
    elderly = forms.BooleanField(label=_("Ada lansia, 60 tahun ke atas"), required=False)
    disabled = forms.BooleanField(label=_("Ada penyandang disabilitas"), required=False)
    orphans = forms.BooleanField(label=_("Ada anak yatim atau piatu"), required=False)
    needs = forms.CharField(
        label=_("Apa yang paling diperlukan"),
        required=False,
        max_length=300,
        help_text=_("Misalnya susu bayi, sewa rumah, biaya berobat."),
    )
    story = forms.CharField(
        label=_("Cerita untuk calon orang tua asuh"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tanpa nama, alamat, sekolah, atau tempat kerja. Nomor disamarkan."),
    )
    shown = ShownField(label=_("Yang boleh dilihat calon orang tua asuh"), initial=USUAL)

    def told(self, how: str = "") -> Entry:
        """Return what was typed."""
        given = self.cleaned_data
        return Entry(
            how=how, shown=tuple(given["shown"]), needs=given["needs"], story=given["story"],
            children=given["children"], elderly=given["elderly"], disabled=given["disabled"],
            orphans=given["orphans"], purpose=given.get("purpose") or "aid",
        )  # fmt: skip


class EntryForm(FamilyForm):
    """A family that enters, with its consent."""

    how = forms.CharField(
        label=_("Bagaimana keluarga ini setuju"),
        max_length=300,
        help_text=_("Siapa yang setuju, kepada siapa, dan bagaimana: lisan di rumah, surat, …"),
        error_messages={"required": _("Tulis bagaimana keluarga ini setuju.")},
    )
    told_all = forms.BooleanField(
        label=_(
            "Saya sudah menjelaskan: apa yang dilihat calon orang tua asuh, bahwa nama dan alamat "
            "tidak ditampilkan, dan bahwa keluarga boleh keluar kapan saja."
        ),
        error_messages={"required": _("Jelaskan dahulu kepada keluarga, lalu centang ini.")},
    )
    field_order = ("how", "told_all")


class CorrectionForm(FamilyForm):
    """The same, for a family that is on the list; what it waits for stays."""

    purpose = None  # type: ignore[assignment]


class MeetingForm(forms.Form):
    """When and where the sides meet."""

    day = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Isi tanggalnya.")},
    )
    hour = forms.TimeField(
        label=_("Jam"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"required": _("Isi jamnya."), "invalid": _("Isi jamnya.")},
    )
    place = forms.CharField(
        label=_("Di mana"),
        max_length=200,
        help_text=_("Tempat umum, misalnya kantor kelurahan; bukan rumah keluarga."),
        error_messages={"required": _("Tulis tempatnya.")},
    )

    def clean_day(self) -> Any:
        """Take a day from today on."""
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        return day


class HabitForm(forms.Form):
    """The city's days."""

    due_day = forms.IntegerField(
        label=_("Tanggal jatuh tempo setiap bulan"), min_value=1, max_value=28
    )
    late_after = forms.IntegerField(
        label=_("Terlambat berapa hari sebelum pengelola diberi tahu"), min_value=1, max_value=60
    )
    lapse_after = forms.IntegerField(
        label=_("Terlambat berapa hari sebelum pengasuhan berhenti"), min_value=2, max_value=90
    )
    hand_within = forms.IntegerField(
        label=_("Paling lama berapa hari uang di rekening kota sebelum diteruskan"),
        min_value=1, max_value=60, initial=7,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Let a match be late before it lapses."""
        given = super().clean() or {}
        late, lapse = given.get("late_after"), given.get("lapse_after")
        if late and lapse and lapse <= late:
            self.add_error("lapse_after", _("Harus lebih lama daripada hari sebelumnya."))
        return given
