"""What citizens and officers type."""
