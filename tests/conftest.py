"""What holds for every test."""

from hypothesis import settings

# Kernels compile on their first call, and no test asserts on time.
settings.register_profile("tanggap", deadline=None)
settings.load_profile("tanggap")
