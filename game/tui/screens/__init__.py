"""The console's screens: one a phase, and those that are laid over them."""
