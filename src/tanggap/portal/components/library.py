"""Where the components are registered, and how one is rendered."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()
COMPONENTS = "portal/components"


def component(name: str, context: Context | None = None, /, **values: Any) -> SafeString:
    """Render one component; it sees only what it is given, the request and its token."""
    given = {key: context.get(key) for key in ("request", "csrf_token")} if context else {}
    return render_to_string(f"{COMPONENTS}/{name}.html", {**given, **values})
