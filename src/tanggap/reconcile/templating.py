"""The templates of the report, and what they can do with words and numbers."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from tanggap.language import Language
from tanggap.reconcile import numbers


def environment(language: Language) -> Environment:
    """Return the templates' environment: it escapes HTML by default and knows one language."""
    templates = Environment(
        loader=PackageLoader("tanggap.reconcile", "templates"),
        autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals |= {"t": _two_languages(language), "language": language}
    templates.filters |= {
        "say": lambda sentence: sentence.in_language(language),
        "whole": lambda value: numbers.whole(value, language),
        "decimal": lambda value, digits=1: numbers.decimal(value, language, digits),
        "rupiah": lambda value: numbers.rupiah(value, language),
        "short_rupiah": lambda value: numbers.rupiah_in_short(value, language),
        "long_date": lambda day: numbers.long_date(day, language),
        "percent": lambda part, total: numbers.percent(part, total, language),
    }
    return templates


def _two_languages(language: Language) -> Callable[[str, str], Markup]:
    """Return the function by which a template holds each of its texts in both languages.

    Only texts written in templates pass here, never data, therefore they may hold markup.
    """
    return lambda indonesian, english: Markup(indonesian if language == "id" else english)  # noqa: S704
