"""Backup, restore, upgrade: what keeps an installation through bad days and new versions."""
