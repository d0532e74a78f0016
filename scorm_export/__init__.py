"""The e-learning: a course manuscript in, packages that any LMS takes out."""
