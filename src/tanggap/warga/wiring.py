"""What the app hangs into the house, at start."""


def connect() -> None:
    """Offer what this app has."""
