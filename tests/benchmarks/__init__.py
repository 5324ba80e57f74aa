"""How fast the whole pipeline is, beside merely cutting the same text into words."""
