"""The public face: front page, check of aid, open figures."""
