"""What is wrong with a package: each fault in samples of ours found by its code, and hostile zips met safely."""

import json
import re
import resource
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from scorm_export.cli import main
from scorm_export.inspection.archive import MOST_ENTRIES
from scorm_export.inspection.findings import KINDS
from scorm_export.inspection.package import inspected
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.standards import STANDARDS
from tests.cases import EXAMPLES
from tests.inspection import packages
from tests.inspection.packages import FILE_FAULTS, MANIFEST_FAULTS, SOUND, swapped, with_file, zipped

EXPECTED = {"control-documents"}
"""What a sound package without schema files is told."""


def codes(path: Path) -> set[str]:
    """The codes found, beside what every sample is told."""
    return {finding.code for finding in inspected(path).findings} - EXPECTED


@pytest.mark.parametrize("kind", SOUND)
def test_nothing_is_said_of_a_sound_package(kind: str, tmp_path: Path) -> None:
    found = inspected(zipped(tmp_path / "p.zip", SOUND[kind]))
    assert not {finding.code for finding in found.findings} - EXPECTED
    assert found.is_sound
    assert found.title == "Tea"
    assert found.standard == {"1.2": "SCORM 1.2", "2004": "SCORM 2004 4th Edition", "cmi5": "cmi5"}[kind]


@pytest.mark.parametrize("address", ["my%20page.html", "my%20page.html?part=1#top", "my page.html"])
@pytest.mark.parametrize("kind", SOUND)
def test_an_encoded_address_is_the_file_that_it_names(kind: str, address: str, tmp_path: Path) -> None:
    files = {**SOUND[kind], "my page.html": packages.PAGE}
    name = "cmi5.xml" if kind == "cmi5" else "imsmanifest.xml"
    files[name] = files[name].replace(b"index.html", address.encode())
    del files["index.html"]
    assert codes(zipped(tmp_path / "p.zip", files)) == set()


@pytest.mark.parametrize(
    ("kind", "length", "code", "is_sound"),
    [
        ("1.2", 200, None, True),
        ("1.2", 201, "title-long", False),
        ("2004", 201, "title-wordy", True),
        ("2004", 255, "title-wordy", True),
        ("2004", 256, "title-long", False),
    ],
)
def test_how_long_a_title_may_be_depends_on_the_standard(
    kind: str, length: int, code: str | None, is_sound: bool, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "p.zip", swapped(kind, "Making tea", "x" * length))
    assert codes(path) == ({code} if code else set())
    assert inspected(path).is_sound == is_sound


@pytest.mark.parametrize(("code", "kind", "old", "new"), MANIFEST_FAULTS)
def test_each_fault_of_a_manifest_is_found_by_its_code(
    code: str, kind: str, old: str, new: str, tmp_path: Path
) -> None:
    assert code in codes(zipped(tmp_path / "p.zip", swapped(kind, old, new)))


@pytest.mark.parametrize(("code", "kind", "name", "content"), FILE_FAULTS)
def test_each_fault_of_a_file_is_found_and_nothing_else(
    code: str, kind: str, name: str, content: bytes, tmp_path: Path
) -> None:
    assert codes(zipped(tmp_path / "p.zip", with_file(kind, name, content))) == {code}


@pytest.mark.parametrize(
    ("code", "touch"),
    [
        ("zip-link", packages.linked),
        ("zip-path", packages.at("../outside.txt")),
        ("zip-path", packages.at("/etc/outside.txt")),
        ("zip-path", packages.at("C:/outside.txt")),
        ("zip-path", packages.at("a\\..\\outside.txt")),
        ("zip-name", packages.at("ends.with.a.dot.")),
        ("zip-method", packages.by_lzma),
        ("zip-bomb", packages.bomb),
    ],
)
def test_each_fault_of_a_zip_is_found(code: str, touch: Callable[[ZipFile], None], tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "p.zip", SOUND["1.2"], touch)) - {"file-unlisted"} == {code}


def test_a_name_given_twice_is_found(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "p.zip", SOUND["1.2"], packages.at("sco.js"))
    assert "zip-twice" in codes(path)


def test_an_encrypted_entry_is_found_and_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"secret.txt": b"x", **SOUND["1.2"]})
    path.write_bytes(packages.encrypted(path.read_bytes()))
    assert codes(path) == {"zip-encrypted", "file-unlisted"}


@pytest.mark.parametrize("name", ["course/imsmanifest.xml", "IMSManifest.xml"])
def test_a_manifest_in_the_wrong_place_or_case_is_named(name: str, tmp_path: Path) -> None:
    files = {**SOUND["1.2"], name: SOUND["1.2"]["imsmanifest.xml"]}
    del files["imsmanifest.xml"]
    found = inspected(zipped(tmp_path / "p.zip", files))
    assert [(finding.code, finding.where) for finding in found.findings if finding.is_error] == [
        ("manifest-none", name)
    ]


def test_a_web_site_is_said_to_be_one(tmp_path: Path) -> None:
    read = manuscript(Path("tests/samples/courses/tea"))
    assert read.course is not None
    path = tmp_path / "web.zip"
    path.write_bytes(build(read.course, read.media, STANDARDS["web"]))
    [error] = [finding for finding in inspected(path).findings if finding.is_error]
    assert error.code == "manifest-none"
    assert "a web site for a web server, and no package for an LMS" in error.message


def test_what_another_namespace_adds_to_a_course_structure_is_its_own_affair(tmp_path: Path) -> None:
    added = '<x:title xmlns:x="https://a.example/x"><x:langstring>More</x:langstring></x:title></au>'
    assert codes(zipped(tmp_path / "p.zip", swapped("cmi5", "</au>", added))) == set()


def test_a_million_entries_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(entry * 10_000)
        size = file.tell()
        file.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, size, 0, 0))
    began, before = monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert codes(path) == {"zip-entries"}
    assert monotonic() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_directory_that_claims_few_entries_and_holds_many_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {f"{number}.txt": b"" for number in range(MOST_ENTRIES + 1)})
    assert codes(path) == {"zip-entries"}


@pytest.mark.parametrize("raw", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_zip_is_said_to_be_none(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(raw)
    assert codes(tmp_path / "p.zip") <= {"zip-broken", "manifest-none", "no-api"}
    assert not inspected(tmp_path / "p.zip").is_sound


@settings(max_examples=60 * EXAMPLES, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.floats(0, 1), st.integers(0, 255), st.booleans())
def test_damage_anywhere_never_ends_in_a_traceback(kind: str, where: float, byte: int, cut: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = zipped(Path(folder) / "p.zip", SOUND[kind])
        raw = bytearray(path.read_bytes())
        place = int(where * (len(raw) - 1))
        damaged = bytes(raw[:place]) if cut else bytes(raw[:place]) + bytes([byte]) + bytes(raw[place + 1 :])
        path.write_bytes(damaged)
        inspected(path)


@settings(max_examples=60 * EXAMPLES, deadline=None)
@given(st.text(max_size=300))
def test_any_text_for_a_manifest_is_met_with_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {**SOUND["1.2"], "imsmanifest.xml": text.encode("utf-8", "surrogatepass")}
        assert not inspected(zipped(Path(folder) / "p.zip", files)).is_sound


def test_the_command_lists_findings_and_ends_with_one_where_there_is_an_error(tmp_path: Path) -> None:
    sound = zipped(tmp_path / "sound.zip", SOUND["1.2"])
    broken = zipped(tmp_path / "broken.zip", swapped("1.2", ">1.2<", ">1.3<"))
    fine = CliRunner().invoke(main, ["inspect", str(sound)])
    assert fine.exit_code == 0
    assert "sound.zip: SCORM 1.2, “Tea”, 3 files" in fine.stdout
    assert "warning control-documents" in fine.stdout
    bad = CliRunner().invoke(main, ["inspect", str(sound), str(broken), "--json"])
    assert bad.exit_code == 1
    told = json.loads(bad.stdout)
    assert [one["name"] for one in told] == ["sound.zip", "broken.zip"]
    assert told[1]["findings"][0]["code"] == "schema-version"
    assert told[1]["findings"][0]["bites"] == ["Moodle", "Open edX"]
    assert CliRunner().invoke(main, ["inspect", str(tmp_path / "none.zip")]).exit_code == 1


def test_every_code_is_in_the_documents_as_the_code_says_it() -> None:
    page = Path("docs/inspection.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    assert rows == [
        (code, str(kind.severity), kind.title, kind.why, ", ".join(kind.bites)) for code, kind in KINDS.items()
    ]


def test_every_code_has_a_package_that_shows_it() -> None:
    shown = {code for code, *_ in MANIFEST_FAULTS} | {code for code, *_ in FILE_FAULTS}
    elsewhere = {code for code in KINDS if code.startswith("zip-")} | {
        "manifest-none",
        "control-documents",
        "cmi5-nothing",
    }
    assert set(KINDS) - shown - elsewhere == set()
    assert len(MANIFEST_FAULTS) + len(FILE_FAULTS) >= 40
