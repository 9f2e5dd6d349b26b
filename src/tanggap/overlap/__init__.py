"""Programmes, exclusion rules and the judgement of overlaps."""

from tanggap.overlap.judge import NO_FAMILY, Answer, Enrolments, Overlap, answer, at_stake, judge
from tanggap.overlap.loading import UnusableRules, load_rules, parse_rules, rules_of_2020
from tanggap.overlap.programme import Component, Payment, Programme, unlisted
from tanggap.overlap.recognise import own_code, recognise, round_of
from tanggap.overlap.rulebook import (
    NO_COMPONENTS,
    SAME_TWICE,
    Components,
    ExclusionRule,
    Kept,
    Rulebook,
    TwiceRule,
    members,
    programme_of,
)

__all__ = [
    "NO_COMPONENTS",
    "NO_FAMILY",
    "SAME_TWICE",
    "Answer",
    "Component",
    "Components",
    "Enrolments",
    "ExclusionRule",
    "Kept",
    "Overlap",
    "Payment",
    "Programme",
    "Rulebook",
    "TwiceRule",
    "UnusableRules",
    "answer",
    "at_stake",
    "judge",
    "load_rules",
    "members",
    "own_code",
    "parse_rules",
    "programme_of",
    "recognise",
    "round_of",
    "rules_of_2020",
    "unlisted",
]
