"""What somebody proves themselves with beside a password: an app's code, a passkey, a recovery code."""
