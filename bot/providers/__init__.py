"""Where shows come from."""
