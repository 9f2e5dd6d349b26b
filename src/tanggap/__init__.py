"""Tanggap: one truth out of many aid lists."""

__version__ = "0.1.0"
