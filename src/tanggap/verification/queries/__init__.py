"""Reading visits and meetings."""
