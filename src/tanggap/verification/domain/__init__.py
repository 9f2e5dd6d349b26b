"""The rules of visits, without a database."""
