"""Objections, complaints and the questions after delivery."""
