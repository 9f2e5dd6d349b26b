"""Everything that changes lists, people and decisions.

`lists` receives, reads, commits and undoes imports; `matching` finds out who is who; `decisions`
and `review` are the clerk's; `persons` corrects and splits.
"""
