"""Pages of visits and meetings."""
