"""Renders the plates that ship, and previews of sets."""
