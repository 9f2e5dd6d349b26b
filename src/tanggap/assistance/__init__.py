"""Programmes, exclusion rules and the ledger of aid that cannot overlap."""
