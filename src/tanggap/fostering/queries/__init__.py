"""What fostering can be asked."""
