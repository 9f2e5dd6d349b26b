"""Brings an installation that was filled earlier up to this code.

`python -m benchmarks.web.renewing`: its tables are migrated, and its places are
counted as the worker would have.
"""

import django

from benchmarks.web import filling

if __name__ == "__main__":
    django.setup()
    filling.renew()
