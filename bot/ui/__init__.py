"""Shared Discord parts: revealed domain objects in, messages out."""
