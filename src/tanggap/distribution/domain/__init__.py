"""The rules of bringing aid: pure functions and tables."""
