"""Native kernels: the few loops that touch every candidate pair.

They are compiled by numba on first use and kept on disk. They know numbers only, no tables and
no text, so that the embedded engine and Spark's partitions run the very same code.
"""
