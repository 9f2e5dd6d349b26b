"""The pages that belong to no subject."""
