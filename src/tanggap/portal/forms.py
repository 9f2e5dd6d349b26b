"""How Django's forms look: label, help and errors tied to their field, the same on every page."""

from django.forms import BoundField, CheckboxInput, Select, widgets
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString, mark_safe


class OfficeRenderer(DjangoTemplates):
    """Django's own renderer with the templates of the portal; the setting FORM_RENDERER."""

    form_template_name = "portal/forms/form.html"
    field_template_name = "portal/forms/field.html"
    formset_template_name = "django/forms/formsets/div.html"


def styled_widget(bound: BoundField) -> SafeString:
    """Return the widget with the class of its kind; a field with errors says so."""
    bound.field.widget.attrs.pop("placeholder", None)  # a label says it, and stays
    kind = _kind(bound.field.widget)
    if not kind:  # a group of choices would give the class to the group, too
        return mark_safe(bound.as_widget())  # noqa: S308 - Django's own rendering
    classes = [bound.field.widget.attrs.get("class", ""), kind]
    classes += ["is-invalid"] if bound.errors else []
    attributes: dict[str, str | bool] = {"class": " ".join(classes).strip()}
    return mark_safe(bound.as_widget(attrs=attributes))  # noqa: S308 - Django's own rendering


def _kind(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return ""
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"
