"""Reads any SCORM 1.2, SCORM 2004 or cmi5 package, ours or anyone's, and says what is wrong with it."""
