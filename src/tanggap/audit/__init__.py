"""Who did what, on whom, why and when: append-only, chained by hashes, verifiable by outsiders."""
