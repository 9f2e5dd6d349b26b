"""Settings, addresses, the web process: what puts the apps together."""
