"""Programmes, exclusion rules and the judgement of overlaps."""
