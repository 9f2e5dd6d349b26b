"""Pages: of citizens without an account, and of the desk."""
