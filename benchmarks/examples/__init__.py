"""Renders the example products that ship with the program."""
