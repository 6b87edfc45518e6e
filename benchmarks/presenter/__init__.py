"""How well presenters speak, as it is seen."""
