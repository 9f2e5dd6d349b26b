"""A synthetic city: people, families, addresses, and recipient lists with real faults."""
