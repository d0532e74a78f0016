"""What authors of scenarios and of courses both need: reading, problems, prose, files."""
