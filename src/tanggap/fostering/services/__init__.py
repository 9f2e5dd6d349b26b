"""What fostering changes, each act with its check, its audit entry and its events."""
