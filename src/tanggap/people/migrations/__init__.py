"""Database changes of the app."""
