"""Bringing aid to people once: batches, vouchers, slots, results."""
