"""Checks that several markets share, a file each."""
