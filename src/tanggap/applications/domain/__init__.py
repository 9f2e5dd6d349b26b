"""Rules about applications, without Django."""
