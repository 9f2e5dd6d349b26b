"""What templates of fostering say that no other app says."""
