"""Plans: ranking, quotas, simulation, approval, and the decree."""
