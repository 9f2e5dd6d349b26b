"""Lets `python -m tanggap` stand for the `tanggap` command."""

from tanggap.cli import main

if __name__ == "__main__":
    main()
