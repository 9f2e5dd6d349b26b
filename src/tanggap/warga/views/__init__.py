"""Pages for everybody, without an account and without a script."""
