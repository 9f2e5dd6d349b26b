"""Rules of deciding: order, places, effects. Nothing here knows a database."""
