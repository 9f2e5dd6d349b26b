"""Pure rules of the ledger: no database, no clock, no request."""
