"""What an officer types about a round: where, what each part counts, and a pair to pin."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.fostering.domain.worth import Weights

_MOST = 300


class RoundForm(forms.Form):
    """For which region, and how much each part counts."""

    region_code = forms.ChoiceField(label=_("Wilayah"))
    need = forms.IntegerField(label=_("Kebutuhan (%)"), min_value=0, max_value=_MOST)
    waiting = forms.IntegerField(label=_("Lama menunggu (%)"), min_value=0, max_value=_MOST)
    wishes = forms.IntegerField(label=_("Keinginan donatur (%)"), min_value=0, max_value=_MOST)
    fairness = forms.IntegerField(
        label=_("Pemerataan antarkelurahan (%)"), min_value=0, max_value=_MOST
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        usual = Weights().document()
        super().__init__(*args, **{"initial": usual, **kwargs})
        self.fields["region_code"].choices = list(places)  # type: ignore[attr-defined]

    def weights(self) -> Weights:
        """Return the weights of a valid form."""
        return Weights(**{name: self.cleaned_data[name] for name in Weights().document()})


class PinForm(forms.Form):
    """A pair that the officer wants, by the family's code and the donor's pledge."""

    code = forms.CharField(label=_("Kode keluarga"), max_length=10)
    pledge = forms.TypedChoiceField(label=_("Kesanggupan"), coerce=int)

    def __init__(self, *args: Any, pledges: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pledge"].choices = list(pledges)  # type: ignore[attr-defined]
