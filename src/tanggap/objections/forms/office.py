"""What the desk types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.objections.forms.public import AnswersForm


class ShareForm(forms.Form):
    """Which share of the deliveries is asked about."""

    share = forms.IntegerField(
        label=_("Bagian yang ditanya (persen)"),
        min_value=0,
        max_value=100,
        help_text=_("Berlaku untuk penyaluran sesudah ini. Siapa yang terpilih, diundi."),
    )


class CallForm(AnswersForm):
    """The four questions, read out on the telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received"].label = _("Apakah bantuan itu sudah diterima?")
