"""How fast the web application is: a filled registry, a real server, twenty officers."""
