"""What can be found in a package: every code with its severity, why it matters, and which LMS it bites.

Law: an error breaks the standard, or makes a named LMS refuse the package or lose tracking; a warning merely deserves
a look. The sources of what LMSs do are the project's own trials (docs/inspection.md says which).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.authoring.problems import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding."""

    severity: Severity
    title: str
    why: str
    bites: tuple[str, ...] = ()
    """The LMSs that are known to stumble."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: its code, where in the package, and a sentence."""

    code: str
    where: str
    message: str

    @property
    def kind(self) -> Kind:
        """What is known of its code."""
        return KINDS[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it must be mended."""
        return self.kind.severity is ERROR


EVERY = ("every LMS",)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "zip-broken": Kind(ERROR, "not a whole zip file", "Nothing can be unpacked.", EVERY),
        "zip-entries": Kind(ERROR, "too many entries", "An importer runs out of time or memory.", EVERY),
        "zip-bomb": Kind(ERROR, "unpacks to far more than it weighs", "An importer runs out of disk.", EVERY),
        "zip-path": Kind(
            ERROR,
            "a path that leaves the package",
            "A file could be written anywhere; importers refuse it or crash.",
            ("Open edX",),
        ),
        "zip-link": Kind(ERROR, "a symbolic link", "It could show files of the server.", EVERY),
        "zip-encrypted": Kind(ERROR, "an encrypted entry", "No importer asks for a password.", EVERY),
        "zip-method": Kind(
            ERROR,
            "compressed by another method than deflate",
            "Importers know stored and deflated entries only.",
            ("Moodle (an empty AICC course)",),
        ),
        "zip-twice": Kind(ERROR, "a name given twice", "Which of the two is unpacked is chance.", EVERY),
        "zip-case": Kind(
            WARNING,
            "names that differ only in case",
            "On Windows servers one overwrites the other.",
            ("Windows servers",),
        ),
        "zip-name": Kind(WARNING, "a name that may not travel", "Old unpackers garble it.", ("Windows unpackers",)),
        "zip-ending": Kind(
            WARNING, "a file that a server might run", "Importers rename or refuse such files.", ("ILIAS", "Chamilo")
        ),
        "zip-size": Kind(WARNING, "a heavy package", "Uploads are often limited to 50 MB.", ("many LMSs",)),
        "zip-same-name": Kind(
            WARNING,
            "two files with the same last name",
            "Older versions served files by their last name alone.",
            ("Open edX",),
        ),
        "manifest-none": Kind(
            ERROR,
            "no manifest at the root",
            "The package is not recognised; a nested or wrongly cased one is refused.",
            ("Moodle", "every strict LMS"),
        ),
        "xml-broken": Kind(
            ERROR, "XML that is not well-formed", "The import stops with a bare error.", ("Moodle", "Open edX")
        ),
        "xml-doctype": Kind(
            ERROR, "a DOCTYPE or an entity", "Safe readers refuse it; careless ones can be attacked by it.", EVERY
        ),
        "xml-reference": Kind(
            WARNING, "a character reference in a title", "It is shown to learners as it stands.", ("Moodle",)
        ),
        "schema-version": Kind(
            ERROR,
            "schemaversion is not one of the exact words",
            "The package is taken for another standard, and its API is missing.",
            ("Moodle", "Open edX"),
        ),
        "prefix": Kind(
            ERROR,
            "a prefix other than the usual one",
            "Some importers match names as text: the SCO becomes an untracked page, or there is none.",
            ("Moodle", "ILIAS"),
        ),
        "namespace": Kind(ERROR, "an unknown namespace", "The manifest does not belong to its standard.", EVERY),
        "identifier": Kind(ERROR, "an identifier that is missing or illegal", "The schemas refuse it.", EVERY),
        "identifier-twice": Kind(
            ERROR, "an identifier given twice", "The last one wins, or the import fails.", ("Moodle",)
        ),
        "organization": Kind(ERROR, "no organisation, or a default that is none", "There is nothing to list.", EVERY),
        "order": Kind(ERROR, "elements in another order than the schema's", "A strict importer refuses it.", EVERY),
        "title": Kind(
            ERROR, "a title that is missing or empty", "The import crashes or the item has no name.", ("Open edX",)
        ),
        "title-long": Kind(
            ERROR,
            "a title of more than 200 characters in SCORM 1.2, of more than 255 in 2004",
            "The schema of 1.2 allows 200; over 255 the import aborts.",
            ("Moodle",),
        ),
        "title-wordy": Kind(
            WARNING, "a title of more than 200 characters in SCORM 2004", "It hardly fits any menu; 255 are the most."
        ),
        "title-zero": Kind(WARNING, "a title that is only 0", "It becomes empty.", ("Moodle",)),
        "item-order": Kind(
            WARNING,
            "ADL's elements of an item in another order than the standard's",
            "The schema takes any order; a strict reader may not.",
        ),
        "item-resource": Kind(ERROR, "an item whose resource does not exist", "The item cannot be opened.", EVERY),
        "item-leaf": Kind(
            ERROR, "an item with nothing to open, or with both", "The ADL checker refuses it.", ("ADL checker",)
        ),
        "item-visible": Kind(
            WARNING, "a child item without isvisible", "It is not listed without the explicit word.", ("Open edX",)
        ),
        "no-sco": Kind(ERROR, "no SCO to launch", "Nothing would be tracked.", EVERY),
        "scorm-type": Kind(
            ERROR, "scormtype written in the other standard's case", "The SCO becomes an untracked page.", ("Moodle",)
        ),
        "resource-type": Kind(
            ERROR, "a resource without a type", "The schemas require it: webcontent.", ("ADL checker",)
        ),
        "sco-outside": Kind(
            ERROR, "a SCO on another host", "The API of the LMS is out of its reach, so that nothing is tracked.", EVERY
        ),
        "launch-missing": Kind(ERROR, "a file to open that is not in the zip", "The learner sees an error.", EVERY),
        "launch-unlisted": Kind(
            ERROR,
            "what a SCORM 2004 resource opens is not among its files",
            "The standard asks for a file element with the same address.",
            ("ADL checker",),
        ),
        "file-missing": Kind(WARNING, "a listed file that is not in the zip", "Something may be missing.", ()),
        "file-unlisted": Kind(
            WARNING, "files in the zip that no resource lists", "A strict importer may leave them out.", ()
        ),
        "launch-order": Kind(
            ERROR,
            "the first resource is not the one that is launched",
            "The first resource of the document becomes the course.",
            ("Open edX",),
        ),
        "several-scos": Kind(WARNING, "more than one SCO", "They share one state.", ("Open edX",)),
        "mastery-score": Kind(
            ERROR, "a pass mark that is no number from 1 to 100", "0 becomes empty; others are refused.", ("Moodle",)
        ),
        "measure": Kind(ERROR, "a pass mark that is no share from 0 to 1", "No pass mark is read.", EVERY),
        "map-info": Kind(ERROR, "a mapping of a global objective", "The import crashes.", ("Moodle 4.3 on PHP 8",)),
        "base": Kind(WARNING, "xml:base on resources", "It works on a resource only.", ("Moodle",)),
        "version-long": Kind(ERROR, "a version of more than 20 characters", "The schema allows 20.", EVERY),
        "control-documents": Kind(
            WARNING,
            "schema files are claimed or expected and not in the zip",
            "A strict checker wants them at the root; the LMSs tried do without.",
            ("ADL checker",),
        ),
        "cmi5-course": Kind(ERROR, "no course, or more than one", "The schema asks for one.", EVERY),
        "cmi5-id": Kind(ERROR, "an id that is no IRI", "Statements could not name it.", EVERY),
        "cmi5-twice": Kind(ERROR, "an id given twice", "Ids must be unique in the course.", EVERY),
        "cmi5-words": Kind(ERROR, "no title or no description", "Both are required on all.", EVERY),
        "cmi5-language": Kind(
            ERROR, "a text without a language", "Nobody can tell which to show; the import crashes.", ("CATAPULT",)
        ),
        "cmi5-objective": Kind(
            ERROR, "a reference to an objective that is none", "The import is refused.", ("CATAPULT",)
        ),
        "cmi5-nothing": Kind(ERROR, "no assignable unit", "There is nothing to launch.", EVERY),
        "cmi5-url": Kind(ERROR, "an address that cannot be launched", "The learner sees an error.", EVERY),
        "cmi5-outside": Kind(
            WARNING, "a unit on another host", "The standard allows it; it is gone when that host is.", ()
        ),
        "cmi5-query": Kind(
            ERROR,
            "an address that asks by a word of the launch",
            "The LMS adds endpoint, fetch, actor, registration and activityId; which is read is chance.",
            ("CATAPULT",),
        ),
        "cmi5-move-on": Kind(ERROR, "moveOn is none of the five words", "The LMS cannot say when it is done.", EVERY),
        "cmi5-mastery": Kind(
            ERROR, "masteryScore is no share from 0 to 1", "The standard allows four decimals.", EVERY
        ),
        "cmi5-launch": Kind(ERROR, "launchMethod is neither of the two words", "The schema refuses it.", EVERY),
        "outside": Kind(
            WARNING, "something is fetched from another host", "It fails offline and tells others who learns.", ()
        ),
        "sync-unload": Kind(
            WARNING,
            "a synchronous request as the page goes",
            "Browsers block it: what is sent only then is lost.",
            ("Chrome, Edge",),
        ),
        "no-language": Kind(WARNING, "a page without a language", "A screen reader guesses how to speak it.", ()),
        "no-title": Kind(WARNING, "a page without a title", "Nobody can tell the windows apart.", ()),
        "no-api": Kind(WARNING, "nothing in the package asks for the LMS", "Nothing would be tracked.", EVERY),
    }
)
"""Every code."""


def in_order(found: Iterator[Finding]) -> tuple[Finding, ...]:
    """Errors first, then warnings, each by where it is; said once."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (not one.is_error, one.code, one.where, one.message)))
