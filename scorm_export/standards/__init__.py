"""The standards that a course can be packaged for, by the key that `--standard` takes.

Law: one module per standard; a standard knows its own manifest and adapter and nothing of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from scorm_export.standards import scorm12, scorm2004
from scorm_export.standards.standard import MANIFEST, Standard

STANDARDS: Mapping[str, Standard] = MappingProxyType(
    {standard.key: standard for standard in (scorm12.STANDARD, scorm2004.STANDARD)}
)

__all__ = ["MANIFEST", "STANDARDS", "Standard"]
