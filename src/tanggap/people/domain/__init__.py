"""Rules about people, without a database."""
