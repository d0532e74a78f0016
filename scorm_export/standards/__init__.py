"""The standards that a course can be packaged for, by the key that `--standard` takes.

Law: one module per standard; a standard knows its own manifest and adapter and nothing of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from scorm_export.standards import cmi5, scorm12, scorm2004, web
from scorm_export.standards.standard import MANIFEST, Standard

STANDARDS: Mapping[str, Standard] = MappingProxyType(
    {
        standard.key: standard
        for standard in (
            scorm12.STANDARD,
            scorm2004.THIRD_EDITION,
            scorm2004.FOURTH_EDITION,
            cmi5.STANDARD,
            web.STANDARD,
        )
    }
)
SCORM = tuple(key for key, standard in STANDARDS.items() if standard.document == MANIFEST)
"""The keys of those that speak to an LMS through an object in the page."""
TRACKED = (*SCORM, cmi5.STANDARD.key)
"""The keys of those that tell an LMS anything."""
USUAL = (scorm12.STANDARD.key, scorm2004.FOURTH_EDITION.key)
"""What is built where nothing else is asked for: between them they serve nearly every LMS."""

__all__ = ["MANIFEST", "SCORM", "STANDARDS", "TRACKED", "USUAL", "Standard"]
