"""Drawn people: vector shapes from parameters, painted into layers ahead of time."""
