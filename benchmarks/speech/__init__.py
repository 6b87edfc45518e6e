"""How well what is spoken is understood."""
