"""Countries as data: what buyers there read and pay with, and what law and custom have a seller look at."""
