"""Reading payments: nothing here changes anything."""
