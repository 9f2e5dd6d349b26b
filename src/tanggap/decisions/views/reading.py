"""Reading the choices of a plan from a form, and showing them in one."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tanggap.applications.queries import candidates
from tanggap.applications.queries.candidates import WeighedCriterion
from tanggap.core.registry import text_of
from tanggap.decisions.domain import choices as choosing
from tanggap.decisions.domain.choices import BadChoices, Choices
from tanggap.decisions.models import Plan

BY_REGION: Final = ("quotas", "budgets", "minimum")
SIGNS: Final = str.maketrans("", "", " .,_Rrp")


def read(given: Mapping[str, str], plan: Plan, regions: Sequence[str]) -> Choices:
    """Return the choices that were typed. Raises BadChoices.

    Dots and spaces in numbers are ignored. A weight that is the criterion's own is no choice.
    """
    usual = {one.code: one.weight for one in criteria_of(plan)}
    weights = {code: _number(given, f"weights-{code}") for code in usual}
    changed = {
        code: value for code, value in weights.items() if value is not None and value != usual[code]
    }
    if changed and not any({**usual, **changed}.values()):
        raise BadChoices(choosing.NO_WEIGHT, "weights")
    places = {
        name: {
            code: value
            for code in regions
            if (value := _number(given, f"{name}-{code}")) is not None
        }
        for name in BY_REGION
    }
    return choosing.read(
        {
            "cut_off": _number(given, "cut_off") or 0,
            "quota": _number(given, "quota"),
            "budget": _number(given, "budget"),
            **places,
            "weights": {**usual, **changed} if changed else {},
            "overlap_out": "overlap_out" in given,
            "unknown_wait": "unknown_wait" in given,
        }
    )


def shown(
    choices: Choices,
    plan: Plan,
    regions: Mapping[str, str],
    typed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what the form shows: the choices, or what was typed where that cannot be used."""

    def text(name: str, value: int | None) -> str:
        if typed is not None:
            return typed.get(name, "")
        return "" if value is None else f"{value:,}".replace(",", ".")

    return {
        "choices": choices,
        **{name: text(name, getattr(choices, name)) for name in ("cut_off", "quota", "budget")},
        "overlap_out": "overlap_out" in typed if typed is not None else choices.overlap_out,
        "unknown_wait": "unknown_wait" in typed if typed is not None else choices.unknown_wait,
        "weights": [
            {
                "code": one.code,
                "text": text_of(one.text),
                "value": text(f"weights-{one.code}", choices.weights.get(one.code, one.weight)),
            }
            for one in criteria_of(plan)
        ],
        "by_region": [
            {
                "code": code,
                "name": name,
                "cells": [
                    (field, text(f"{field}-{code}", getattr(choices, field).get(code)))
                    for field in BY_REGION
                ],
            }
            for code, name in regions.items()
        ],
        "has_regions": typed is not None or any(getattr(choices, field) for field in BY_REGION),
    }


def criteria_of(plan: Plan) -> Sequence[WeighedCriterion]:
    """Return the newest criteria of the plan's programme."""
    every = candidates.weighed(plan.programme.code)
    return next(reversed(every.values()), ())


def _number(given: Mapping[str, str], name: str) -> int | None:
    text = given.get(name, "").translate(SIGNS)
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise BadChoices(choosing.NEGATIVE, name)
    return int(text)
