"""Plays any SCORM package in a real browser before the strict LMS, and says what went wrong.

Law: the package is only read; nothing of it reaches another host; every wait has an end.
"""
