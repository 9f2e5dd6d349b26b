"""What a family types about itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.fostering.forms.office import USUAL, ShownField
from tanggap.fostering.types import Entry


class PageForm(forms.Form):
    """A page of a family."""

    use_required_attribute = False


class ShowForm(PageForm):
    """What strangers may see, and the family's own story."""

    shown = ShownField(label=_("Apa yang boleh dilihat calon orang tua asuh?"), initial=USUAL)
    story = forms.CharField(
        label=_("Cerita singkat tentang keluarga Anda"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Tanpa nama dan alamat. Petugas membacanya dahulu sebelum ditampilkan."),
    )


class AgreeForm(ShowForm):
    """A family enters by itself."""

    needs = forms.CharField(
        label=_("Apa yang paling Anda perlukan?"),
        required=False,
        max_length=300,
        help_text=_("Misalnya susu bayi, sewa rumah, biaya berobat."),
    )
    agrees = forms.BooleanField(
        label=_("Ya, keluarga saya setuju dicarikan orang tua asuh."),
        error_messages={"required": _("Centang bila keluarga Anda setuju.")},
    )

    def told(self, how: str, traits: dict[str, bool]) -> Entry:
        """Return what was typed, with what the ages in the application tell."""
        given: dict[str, Any] = self.cleaned_data
        return Entry(
            how=how, shown=tuple(given["shown"]), needs=given["needs"], story=given["story"],
            children=traits["children"], elderly=traits["elderly"],
        )  # fmt: skip


class WordsForm(PageForm):
    """Some words: thanks, a dispute, a report."""

    text = forms.CharField(
        label=_("Tulis di sini"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis beberapa kata.")},
    )


class ContactForm(PageForm):
    """Consent to being called."""

    agrees = forms.BooleanField(
        label=_("Ya, orang tua asuh boleh tahu nama dan nomor telepon saya."),
        error_messages={"required": _("Centang bila Anda setuju.")},
    )
