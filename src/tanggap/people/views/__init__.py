"""The screens of lists and people."""
