"""A synthetic city: people, families, addresses, and recipient lists with real faults."""

from tanggap.simulate.city import (
    MOST_PEOPLE,
    TRUTH_COLUMNS,
    TRUTH_FILE,
    CitySummary,
    write_city,
)
from tanggap.simulate.noise import RATES, Noise, rate
from tanggap.simulate.records import raw_record_chunks, raw_records
from tanggap.simulate.strata import STRATA

__all__ = [
    "MOST_PEOPLE",
    "RATES",
    "STRATA",
    "TRUTH_COLUMNS",
    "TRUTH_FILE",
    "CitySummary",
    "Noise",
    "rate",
    "raw_record_chunks",
    "raw_records",
    "write_city",
]
