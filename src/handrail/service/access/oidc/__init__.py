"""Signing in by another organisation, over OpenID Connect: a council's, a force's or an NHS body's own sign-in."""
