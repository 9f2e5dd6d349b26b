"""The officers' screens of the ledger."""
