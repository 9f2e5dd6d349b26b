"""Makes an installation with officers and rules, and with nobody in it."""

import django

from benchmarks.web import filling

if __name__ == "__main__":
    django.setup()
    filling.prepare()
