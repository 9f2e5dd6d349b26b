"""Messages to citizens: templates, the outbox, and the ways out."""
