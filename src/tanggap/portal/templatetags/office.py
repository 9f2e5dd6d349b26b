"""`{% load office %}`: the components that every screen of the office is made of.

The gallery (/galeri/) shows each with its markup.
"""

from tanggap.portal.components import figures, form_parts, holders, pieces, rows
from tanggap.portal.components.library import register

__all__ = ["figures", "form_parts", "holders", "pieces", "register", "rows"]
