"""A synthetic city: people, families, addresses, and recipient lists with real faults."""

from tanggap.simulate.noise import RATES, Noise, rate
from tanggap.simulate.records import raw_record_chunks, raw_records
from tanggap.simulate.strata import STRATA

__all__ = ["RATES", "STRATA", "Noise", "rate", "raw_record_chunks", "raw_records"]
