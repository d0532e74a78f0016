"""The proofs: every promise the two products make, told as stories."""
