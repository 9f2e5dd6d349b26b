"""Reading objections, complaints and surveys: nothing here changes anything."""
