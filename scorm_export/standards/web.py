"""A plain web zip: the course alone, to be put on a web site or opened from a folder.

Law: no LMS, no manifest; what a learner did is kept in the learner's own browser, and the learner is told so.
"""

from __future__ import annotations

from scorm_export.standards.standard import Standard

STANDARD = Standard(
    key="web",
    title="plain web pages",
    scripts=("web",),
    suspend_limit=64000,
    location_limit=1000,
)
