"""Provinces, regencies, districts and villages by Kemendagri code, and their boundaries."""
