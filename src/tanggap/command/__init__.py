"""Dashboards: what the ledger adds up to, for whoever is responsible."""
