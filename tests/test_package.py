"""Packages: manifests that every importer reads alike, and zips that are the same every time."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from game.authoring.problems import Flawed
from scorm_export.package import moment, package
from scorm_export.sheets import Completion
from scorm_export.standards import MANIFEST, SCORM, STANDARDS
from scorm_export.standards.markup import shortened
from scorm_export.standards.standard import Names
from tests.lms.invented import course

FILES = {"index.html": b"<h1>Sea</h1>", "style-1a2b.css": b"", "media/tide table.svg": b"", "script-3c.js": b""}
IMSCP12 = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
IMSCP2004 = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ADLCP12 = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
ADLCP2004 = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
BUILD = """
import hashlib, sys
from pathlib import Path
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.standards import STANDARDS
script = manuscript(Path(sys.argv[1]))
for standard in STANDARDS.values():
    print(standard.key, hashlib.sha256(build(script.course, script.media, standard)).hexdigest())
"""


def manifest(key: str, **changes: object) -> etree._Element:
    text = STANDARDS[key].manifest(course(**changes), FILES, "index.html")
    return etree.fromstring(text)


def text_at(top: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in top.iterfind(path)]


@pytest.fixture(params=SCORM)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# --- manifests ----------------------------------------------------------------------------------------------


def test_the_schema_versions_are_exact() -> None:
    assert text_at(manifest("scorm12"), f"{IMSCP12}metadata/{IMSCP12}schemaversion") == ["1.2"]
    assert text_at(manifest("scorm2004-4th"), f"{IMSCP2004}metadata/{IMSCP2004}schemaversion") == ["2004 4th Edition"]
    assert text_at(manifest("scorm2004-3rd"), f"{IMSCP2004}metadata/{IMSCP2004}schemaversion") == ["2004 3rd Edition"]


def test_prefixes_are_literal_and_no_schema_location_is_claimed(key: str) -> None:
    text = STANDARDS[key].manifest(course(), FILES, "index.html").decode()
    assert "<manifest xmlns=" in text
    assert ("adlcp:scormtype=" if key == "scorm12" else "adlcp:scormType=") in text
    assert "schemaLocation" not in text
    assert "ns0:" not in text


def test_words_are_written_as_raw_utf_8_on_one_line(key: str) -> None:
    text = STANDARDS[key].manifest(course(title="Été – 5 < 6\n & more"), FILES, "index.html").decode("utf-8")
    assert "<title>Été – 5 &lt; 6 &amp; more</title>" in text
    assert "&#" not in text


def test_the_launched_file_comes_first_and_every_file_is_listed_once(key: str) -> None:
    [resource] = [element for element in manifest(key).iter() if str(element.tag).endswith("}resource")]
    assert resource.get("href") == "index.html"
    assert [child.get("href") for child in resource] == [
        "index.html",
        "media/tide%20table.svg",
        "script-3c.js",
        "style-1a2b.css",
    ]


def test_there_is_one_launchable_thing_and_it_is_found_by_its_reference(key: str) -> None:
    top = manifest(key)
    [item] = [element for element in top.iter() if str(element.tag).endswith("}item")]
    [resource] = [element for element in top.iter() if str(element.tag).endswith("}resource")]
    kind = resource.get(f"{ADLCP12}scormtype") or resource.get(f"{ADLCP2004}scormType")
    assert (kind, resource.get("type")) == ("sco", "webcontent")
    assert item.get("identifierref") == resource.get("identifier")
    assert item.get("isvisible") == "true"


def test_identifiers_outlive_version_and_standard() -> None:
    first, second = manifest("scorm12", version="1.0.0"), manifest("scorm2004-4th", version="2.0.0")
    identifiers = [
        [element.get("identifier") for element in top.iter() if element.get("identifier")] for top in (first, second)
    ]
    assert identifiers[0] == identifiers[1]
    assert len(set(identifiers[0])) == 4


def test_identifiers_are_legal_also_for_an_id_that_begins_with_a_digit() -> None:
    etree.Element(Names("2026-induction").item)  # an XML name, or lxml raises
    assert Names("2026-induction").item == "course-2026-induction-item"


@pytest.mark.parametrize("rule", [Completion.VIEWED, Completion.VIEWED_AND_PASSED])
def test_a_pass_mark_stands_only_where_passing_is_the_rule(rule: Completion) -> None:
    for key in SCORM:
        text = STANDARDS[key].manifest(course(completion=rule), FILES, "index.html")
        assert b"masteryscore" not in text
        assert b"minNormalizedMeasure" not in text
    strict = Completion.PASSED
    assert text_at(manifest("scorm12", completion=strict), f".//{ADLCP12}masteryscore") == ["75"]
    assert text_at(manifest("scorm2004-4th", completion=strict), f".//{IMSSS}minNormalizedMeasure") == ["0.75"]


def test_no_lms_may_complete_the_course_by_itself_and_none_is_given_a_global_objective() -> None:
    top = manifest("scorm2004-4th", completion=Completion.PASSED)
    [controls] = top.iterfind(f".//{IMSSS}deliveryControls")
    assert {str(name): str(value) for name, value in controls.attrib.items()} == {
        "tracked": "true",
        "completionSetByContent": "true",
        "objectiveSetByContent": "true",
    }
    assert list(top.iterfind(f".//{IMSSS}mapInfo")) == []


def test_the_catalogue_learns_title_summary_language_version_time_and_terms(key: str) -> None:
    edition = key.removesuffix("-3rd").removesuffix("-4th")
    [lom] = [element for element in manifest(key).iter() if str(element.tag).endswith("}lom")]
    words = " | ".join(str(text) for text in lom.itertext() if text.strip())
    assert (
        words
        == {
            "scorm12": "Sea safety | en-GB | How to come home from the beach. | Read a tide table & <mark> the hours | "
            "1.2.0 | LOMv1.0 | Learner | PT1H20M | Everyone who swims | LOMv1.0 | no | LOMv1.0 | yes | "
            "An invented county, CC BY 4.0",
            "scorm2004": "Sea safety | en-GB | How to come home from the beach. | "
            "Read a tide table & <mark> the hours | 1.2.0 | LOMv1.0 | learner | PT1H20M | Everyone who swims | "
            "LOMv1.0 | no | LOMv1.0 | yes | An invented county, CC BY 4.0",
        }[edition]
    )


@pytest.mark.parametrize(
    ("title", "limit", "short"),
    [
        ("Sea safety", 10, "Sea safety"),
        ("Sea safety", 9, "Sea…"),
        ("Sea, safety", 6, "Sea…"),
        ("Seasafety", 5, "Seas…"),
        ("  Sea \n safety ", 20, "Sea safety"),
        ("Sea\x08\x00safety\ud800", 20, "Sea safety"),
    ],
)
def test_a_long_title_ends_at_a_word(title: str, limit: int, short: str) -> None:
    assert shortened(title, limit) == short
    assert len(short) <= limit


def test_no_title_is_longer_than_an_importer_takes(key: str) -> None:
    top = manifest(key, title="word " * 60)
    titles = [str(element.text) for element in top.iter() if str(element.tag).endswith("}title") and element.text]
    assert {len(title) <= 200 for title in titles} == {True}


# --- zips ---------------------------------------------------------------------------------------------------


def test_the_order_in_which_files_come_does_not_matter() -> None:
    files = {"index.html": b"a", MANIFEST: b"b", "media/form.svg": b"c"}
    assert package(files) == package(dict(reversed(files.items())))


def test_entries_say_nothing_of_the_machine_that_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with ZipFile(BytesIO(package({"media/form.svg": b"x" * 99, "index.html": b"y"}))) as archive:
        told = [
            (entry.filename, entry.date_time, entry.create_system, entry.external_attr >> 16, entry.compress_type)
            for entry in archive.infolist()
        ]
    first = (1980, 1, 1, 0, 0, 0)
    assert told == [
        ("index.html", first, 3, 0o100644, ZIP_DEFLATED),
        ("media/form.svg", first, 3, 0o100644, ZIP_DEFLATED),
    ]


def test_source_date_epoch_is_honoured_within_what_a_zip_can_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    with ZipFile(BytesIO(package({"index.html": b""}))) as archive:
        assert archive.infolist()[0].date_time == (2025, 11, 24, 16, 0, 0)
    assert moment("0") == datetime(1980, 1, 1, tzinfo=UTC)
    assert moment("9" * 18) == datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
    with pytest.raises(Flawed, match="SOURCE_DATE_EPOCH is 'yesterday'; it must be a whole number of seconds"):
        moment("yesterday")


@pytest.mark.parametrize(
    "name",
    ["/etc/x", "../x", "a/../x", "a\\x", "a b.svg", "é.svg", "con.txt", "a/", "", "a//b", ".hidden", "a." + "x/b."],
)
def test_names_that_do_not_travel_are_refused(name: str) -> None:
    with pytest.raises(Flawed, match="is not safe in a package"):
        package({name: b""})


def test_two_files_of_one_name_in_two_folders_are_refused() -> None:
    with pytest.raises(Flawed, match=r"'a/Form\.svg' and 'b/form\.svg' have the same file name"):
        package({"a/Form.svg": b"", "b/form.svg": b""})


def test_two_folders_two_time_zones_and_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    source = Path(__file__).parents[1] / "courses" / "digital-accessibility"

    def built(folder: str, zone: str, seed: str) -> str:
        (tmp_path / folder).mkdir()
        surroundings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        surroundings |= {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(source)],
            cwd=tmp_path / folder,
            env=surroundings,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    first = built("one", "Pacific/Auckland", "1")
    assert first == built("two", "America/Anchorage", "2")
    assert [len(line.split()[1]) for line in first.splitlines()] == [len(hashlib.sha256().hexdigest())] * len(STANDARDS)
