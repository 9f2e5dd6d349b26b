"""Codes and PINs for the apps above, which give their own papers the same kind."""

from tanggap.applications.domain.codes import new_code, new_pin, read_code, read_pin, spelled

__all__ = ["new_code", "new_pin", "read_code", "read_pin", "spelled"]
