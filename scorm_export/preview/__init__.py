"""A strict LMS on this machine: plays a package and shows every call it makes.

Law: it refuses whatever the standards forbid, and keeps what was set apart from what was committed.
"""
