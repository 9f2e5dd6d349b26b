"""The rules: pure, without the web framework."""
