"""What officers type about payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.distribution.models import Handover


class BatchForm(forms.Form):
    """A new batch: which months of which round, by which channel."""

    round = forms.ChoiceField(label=_("Program dan periode"))
    months = forms.MultipleChoiceField(
        label=_("Bulan"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Kosong: semua bulan periode itu."),
    )
    channel = forms.ChoiceField(label=_("Saluran"))
    region_code = forms.ChoiceField(label=_("Wilayah"))
    stock = forms.ChoiceField(label=_("Gudang, untuk barang"), required=False)
    retry = forms.BooleanField(
        label=_("Hanya ulangi yang gagal"),
        required=False,
        help_text=_("Yang meninggal, ganda, atau sudah tiga kali gagal tidak diulang."),
    )

    def __init__(
        self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, some in choices.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]

    def clean_months(self) -> list[str]:
        """Return the months, whatever their order."""
        return sorted(self.cleaned_data["months"])


class ResultForm(forms.Form):
    """The payer's answer."""

    file = forms.FileField(
        label=_("Berkas hasil"), help_text=_("Excel atau CSV dari penyalur, atau camt.053 (XML).")
    )


class GiveUpForm(forms.Form):
    """Why the recipient does not take the aid any more."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Keluarga membacanya dalam pesan. Jangan tulis nomor identitas."),
    )


class StockForm(forms.Form):
    """Packages that arrive."""

    name = forms.CharField(label=_("Gudang dan isi paket"), max_length=120)
    region_code = forms.ChoiceField(label=_("Wilayah"))
    quantity = forms.IntegerField(label=_("Paket masuk"), min_value=1, max_value=1_000_000)
    note = forms.CharField(label=_("Surat jalan"), max_length=200)


class HoursForm(forms.Form):
    """A point and its hours on one day."""

    name = forms.CharField(label=_("Nama titik"), max_length=120)
    address = forms.CharField(label=_("Alamat titik"), max_length=300)
    region_code = forms.ChoiceField(label=_("Wilayah"))
    starts_at = forms.DateTimeField(
        label=_("Mulai"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    hours = forms.IntegerField(label=_("Berapa jam"), min_value=1, max_value=12, initial=6)
    per_hour = forms.IntegerField(label=_("Orang per jam"), min_value=1, max_value=200, initial=30)


class HandoverForm(forms.Form):
    """Who took the aid of a voucher."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    voucher = forms.CharField(
        label=_("Nomor kupon"),
        max_length=60,
        help_text=_("Sembilan huruf dan angka, misalnya ABC-DEF-GH1."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    to = forms.ChoiceField(
        label=_("Diserahkan kepada"),
        choices=Handover.To.choices,
        initial=Handover.To.SELF,
        widget=forms.RadioSelect,
    )
    taken_by = forms.CharField(
        label=_("Nama yang menerima, bila bukan penerima sendiri"), max_length=120, required=False
    )
    letter = forms.BooleanField(label=_("Surat kuasa sudah dilihat"), required=False)
    handed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class AccountForm(forms.Form):
    """A recipient's bank account, as their bank book says it."""

    number = forms.CharField(
        label=_("Nomor rekening"),
        max_length=60,
        help_text=_("Seperti di buku tabungan, 6–34 angka."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    bank = forms.CharField(
        label=_("Bank"), max_length=11, help_text=_("Nama singkat atau kode BIC, misalnya BJB.")
    )
    holder = forms.CharField(label=_("Nama pemilik rekening"), max_length=120)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=500)

    def __init__(self, *args: Any, is_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_change:
            del self.fields["reason"]


class FindForm(forms.Form):
    """One recipient, by what is on their papers."""

    key = forms.CharField(
        label=_("NIK atau kode orang"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AccountFileForm(forms.Form):
    """A workbook of accounts."""

    file = forms.FileField(
        label=_("Buku kerja rekening"),
        help_text=_("Kolom: NIK atau Kode, Bank, Nomor Rekening, Nama Pemilik Rekening."),
    )
    region_code = forms.ChoiceField(label=_("Wilayah"))
