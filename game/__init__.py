"""The SIRO workshop: scenarios, the rules that play them, and the faces that show them."""
