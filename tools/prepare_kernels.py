"""Compile the matching kernels once, so that the first linkage of an officer does not wait."""

from tanggap.linkage import link
from tanggap.simulate import Noise, raw_records


def main() -> None:
    """Link a hundred invented rows, each kernel once."""
    rows = raw_records(records=300, noise=Noise.HIGH, seed=1)
    found = link(rows.drop("person_id", "household_id"))
    found.update(found.raw[:5])


if __name__ == "__main__":
    main()
