"""Renders the cutout set: product photos whose matte and foreground colour are known exactly."""
