"""People, families and households: clusters of rows of imported lists, never merged."""
