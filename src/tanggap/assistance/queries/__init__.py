"""What the app knows: reads only."""

from tanggap.assistance.queries import awards, books, cases, effects, facts, who

__all__ = ["awards", "books", "cases", "effects", "facts", "who"]
