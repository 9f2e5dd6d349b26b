"""Parts of forms; how a whole form looks is in `portal.forms`."""

from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from tanggap.portal.components.library import component, register
from tanggap.portal.forms import styled_widget


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field with label, help and errors tied to it."""
    return component("field_shell", field=bound)


@register.filter
def styled(bound: BoundField) -> SafeString:
    """The widget alone, in the look of the office."""
    return styled_widget(bound)


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString | str:
    """All errors of a form at its top, each a link to its field; it takes the focus."""
    if form is None or not form.errors:
        return ""
    return component("error_summary", form=form)


@register.simple_tag
def drop_zone(bound: BoundField) -> SafeString:
    """A file field that files can be dropped on; without JavaScript it is the plain field."""
    return component("drop_zone", field=bound)
