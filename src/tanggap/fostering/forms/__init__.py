"""Forms of fostering."""
