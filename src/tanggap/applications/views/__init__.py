"""The pages of applications: for citizens without an account, and for the office."""
