"""Reading lists and people: nothing here changes anything but the record of who looked."""
