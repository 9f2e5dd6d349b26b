"""Pages of donors, families, officers and of the public."""
