"""Programmes, exclusion rules and the judgement of overlaps."""

from tanggap.overlap.judge import NO_FAMILY, Answer, Enrolments, Overlap, answer, at_stake, judge
from tanggap.overlap.loading import UnusableRules, load_rules, parse_rules, rules_of_2020
from tanggap.overlap.programme import Payment, Programme, unlisted
from tanggap.overlap.recognise import own_code, recognise, round_of
from tanggap.overlap.rulebook import SAME_TWICE, ExclusionRule, Rulebook, TwiceRule

__all__ = [
    "NO_FAMILY",
    "SAME_TWICE",
    "Answer",
    "Enrolments",
    "ExclusionRule",
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
    "own_code",
    "parse_rules",
    "recognise",
    "round_of",
    "rules_of_2020",
    "unlisted",
]
