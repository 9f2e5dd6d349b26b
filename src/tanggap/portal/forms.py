"""How Django's forms look: label, help and errors tied to their field, the same on every page."""

from django.forms import BoundField, CheckboxInput, FileInput, Select, widgets
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe


class OfficeRenderer(TemplatesSetting):
    """Django's own renderer with the templates of the portal; the setting FORM_RENDERER."""

    form_template_name = "portal/forms/form.html"
    field_template_name = "portal/forms/field.html"
    formset_template_name = "django/forms/formsets/div.html"


def styled_widget(bound: BoundField) -> SafeString:
    """Return the widget with the class of its kind; a field with errors says so."""
    attributes = {"class": f"{bound.field.widget.attrs.get('class', '')} {_kind(bound)}".strip()}
    if bound.errors:
        attributes["class"] += " is-invalid"
    return mark_safe(bound.as_widget(attrs=attributes))  # noqa: S308 - Django's own rendering


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, widgets.RadioSelect | CheckboxInput | widgets.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, Select):
        return "form-select"
    if isinstance(widget, FileInput):
        return "form-control form-control-file"
    return "form-control"
