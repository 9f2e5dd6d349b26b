"""File formats: what a file really is, and its cells as text."""
