"""What every app stands on: actor, clock, events, jobs, scope, sealed text, registries."""
