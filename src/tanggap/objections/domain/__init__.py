"""The rules of objections and complaints, without a database."""
