"""Applications: asking for aid, what was asked, and where each stands."""
