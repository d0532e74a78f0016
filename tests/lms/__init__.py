"""Packages in front of LMSs: a strict one of our own, a second runtime, and a real importer."""
