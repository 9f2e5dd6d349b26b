"""Visits, second visits and the meetings of the village."""
