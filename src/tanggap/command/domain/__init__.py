"""Pure rules of the dashboards."""
