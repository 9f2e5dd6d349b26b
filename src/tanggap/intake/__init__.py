"""Reading recipient lists as offices hand them over."""
