"""What the app does: each module is a noun, its functions are verbs."""

from tanggap.distribution.services import batches, channels, files, results, settling, stocks

__all__ = ["batches", "channels", "files", "results", "settling", "stocks"]
