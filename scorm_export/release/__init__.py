"""A release: every course for every partner and standard, with sums to check it by and a page that explains it."""
