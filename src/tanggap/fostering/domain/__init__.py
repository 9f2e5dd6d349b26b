"""Pure rules of fostering: who may move a match, who is matched with whom, what may be shown."""
