"""Feeds as data: which columns a shop's machine reads, and how long each may be; one file a feed."""
