"""A release: every course for every partner and standard, the same bytes however it is made, whole or not at all."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from scorm_export import zipping
from scorm_export.cli import main
from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.partners import Partner
from scorm_export.release.differences import SAME, differences
from scorm_export.release.matrix import ASIDE
from scorm_export.release.outline import Outline, latest, of_course, of_package
from scorm_export.standards import STANDARDS
from tests.cases import PROOF

SAMPLES = Path("tests/samples/courses").resolve()
COURSES = ("ferry", "tea")
REAL = sorted(path.parent.name for path in Path("courses").glob("*/course.yaml")) if PROOF else ["cyber-payments"]
ENDS = [signal.SIGTERM, signal.SIGKILL, *([signal.SIGINT] if PROOF else [])]
SMALL = ("cyber-payments", "cyber-research", "cyber-managers", "cyber-front-desk")
READY = "name: Brackwater Council\nroles: [council]\ncycle: 2027\nreport_contact: extension 4321\n"
FIRE = "name: Brackwater Fire & Rescue\nroles: [fire]\nreport_contact: 01632 960001\nlms: moodle\nstandard: cmi5\n"


def run(*words: str) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two courses and two partners of its own, and nothing that travels with the program."""
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    for module in ("library", "partnership"):
        monkeypatch.setattr(f"scorm_export.{module}.bundled", lambda *_: tmp_path / "nothing")
    return tmp_path


def furnish(folder: Path) -> None:
    """Courses and partners in a folder."""
    for name in COURSES:
        shutil.copytree(SAMPLES / name, folder / "courses" / name)
    home = folder / "courses" / "partners"
    home.mkdir()
    (home / "brackwater.yaml").write_text(READY, "utf-8")
    (home / "fire.yaml").write_text(FIRE, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# --- what comes out -----------------------------------------------------------------------------------------


def test_a_release_has_every_course_for_every_partner_in_every_standard(here: Path) -> None:
    result = run("build", "--all", "--out", "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    versions = {"ferry": "1.0.0", "tea": "1.2.0"}
    wanted = [
        f"{course}-{version}-{partner}-{standard}.zip"
        for course, version in versions.items()
        for partner in ("brackwater", "fire")
        for standard in STANDARDS
    ]
    assert sorted(contents(here / "out")) == sorted(["SHA256SUMS", "index.html", *wanted])
    assert sorted(line.split()[0] for line in result.stdout.splitlines()) == sorted(f"out/{name}" for name in wanted)
    assert [line for line in result.stderr.splitlines() if line.startswith("[")] == [
        "[10 of 20 packages] ferry",
        "[20 of 20 packages] tea",
    ]
    assert result.stderr.splitlines()[-2:] == [
        "SAMPLE, with placeholders to be filled in: fire.",
        "Next: open out/index.html",
    ]


def test_the_sums_are_those_of_the_files_and_of_what_is_in_them(here: Path) -> None:
    run("build", "--all", "ferry", "--out", "out", "--jobs", "1")
    sums = (here / "out" / "SHA256SUMS").read_text("utf-8").splitlines()
    for contents_line, line in zip(sums[::2], sums[1::2], strict=True):
        digest, name = line.split("  ")
        assert hashlib.sha256((here / "out" / name).read_bytes()).hexdigest() == digest
        with ZipFile(here / "out" / name) as package:
            inside = sorted(package.namelist())
            listed = "".join(f"{hashlib.sha256(package.read(one)).hexdigest()}  {one}\n" for one in inside)
        assert contents_line == f"# contents {hashlib.sha256(listed.encode()).hexdigest()}  {name}"
    if program := shutil.which("sha256sum"):
        subprocess.run([program, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=here / "out", check=True)


def test_a_package_of_the_release_is_the_one_that_is_built_alone(here: Path) -> None:
    run("build", "--all", "tea", "--out", "out", "--jobs", "1")
    run("build", "tea", "--partner", "fire", "--standard", "all", "--out", "alone")
    alone = contents(here / "alone")
    assert len(alone) == len(STANDARDS)
    assert {name: content for name, content in contents(here / "out").items() if name in alone} == alone


def test_the_work_can_be_narrowed(here: Path) -> None:
    run("build", "--all", "tea", "--partner", "fire", "--standard", "web", "--out", "out")
    assert sorted(contents(here / "out")) == ["SHA256SUMS", "index.html", "tea-1.2.0-fire-web.zip"]


def test_the_example_is_no_partner(here: Path) -> None:
    (here / "courses" / "partners" / "example.yaml").write_text(READY, "utf-8")
    run("build", "--all", "tea", "--standard", "web", "--out", "out")
    assert not [name for name in contents(here / "out") if "example" in name]


# --- the page -----------------------------------------------------------------------------------------------


def test_the_page_leads_to_every_package_and_marks_the_samples(here: Path) -> None:
    run("build", "--all", "--out", "out", "--jobs", "1")
    page = (here / "out" / "index.html").read_text("utf-8")
    zips = [name for name in contents(here / "out") if name.endswith(".zip")]
    assert sorted(re.findall(r'href="([^"#]+\.zip)"', page)) == sorted(zips)
    assert '<h3>Brackwater Fire &amp; Rescue</h3> <span class="sample">SAMPLE</span>' in page
    assert "<h3>Brackwater Council</h3></summary>" in page
    assert "settings for Moodle</a>" in page.partition("Fire &amp; Rescue")[2]
    recommended = re.findall(r'class="first"><a href="([^"]+)"', page.partition("Fire &amp; Rescue")[2])
    assert recommended == ["tea-1.2.0-fire-cmi5.zip", "ferry-1.0.0-fire-cmi5.zip"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_the_page_says_what_counts_for_each_partner_and_what_is_new(here: Path) -> None:
    sheet = here / "courses" / "ferry" / "course.yaml"
    sheet.write_text(
        f"{sheet.read_text('utf-8')}changes: {{1.0.0: ['A new pier & a sign.'], 0.9.0: [Older.]}}\n", "utf-8"
    )
    (here / "courses" / "partners" / "fire.yaml").write_text(f"{FIRE}courses: {{ferry: {{pass_mark: 95}}}}\n", "utf-8")
    run("build", "--all", "ferry", "--standard", "web", "--out", "out")
    page = " ".join((here / "out" / "index.html").read_text("utf-8").split())
    assert page.count("Complete when every screen has been seen and the pass mark is reached (80&nbsp;%)") == 1
    assert page.count("Complete when every screen has been seen and the pass mark is reached (95&nbsp;%)") == 1
    assert "<h4>New in version 1.0.0</h4> <ul> <li>A new pier &amp; a sign.</li> </ul>" in page
    assert "Older." not in page
    assert "80 % of the 6 questions in the assessment, which may be taken 2 times" in page


def test_the_newest_change_comes_first(here: Path) -> None:
    sheet = here / "courses" / "ferry" / "course.yaml"
    sheet.write_text(f"{sheet.read_text('utf-8')}changes: {{0.9.0: [Old.], 1.0.0: [New.]}}\n", "utf-8")
    assert "'changes': the newest version comes first" in run("check", "ferry").stdout


# --- the same bytes -----------------------------------------------------------------------------------------

SHUFFLED = """
import pathlib
from scorm_export import library, partnership
for name in ("glob", "rglob", "iterdir"):
    kept = getattr(pathlib.Path, name)
    def turned(self, *words, kept=kept, **more):
        return iter(sorted(kept(self, *words, **more), key=lambda path: path.name[::-1], reverse=True))
    setattr(pathlib.Path, name, turned)
library.bundled = partnership.bundled = lambda *_: pathlib.Path("nothing")
from scorm_export.cli import main
if __name__ == "__main__":
    main()
"""


def test_folder_zone_locale_order_and_number_of_processes_do_not_matter(here: Path, tmp_path: Path) -> None:
    run("build", "--all", "--out", "out", "--jobs", "1")
    there = tmp_path / "some" / "where else"
    furnish(there)
    (there / "shuffled.py").write_text(SHUFFLED, "utf-8")
    command = [sys.executable, "shuffled.py", "build", "--all", "--out", "out", "--jobs", "2"]
    surroundings = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    subprocess.run(command, cwd=there, env=surroundings, check=True, capture_output=True)
    assert contents(there / "out") == contents(here / "out")


@pytest.mark.parametrize("name", REAL)
def test_a_real_course_gives_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    made = []
    for turn in ("one", "two"):
        words = () if PROOF else ("--partner", "dover")
        assert run("build", "--all", name, *words, "--out", str(tmp_path / turn), "--jobs", "1").exit_code == 0
        made.append(contents(tmp_path / turn))
    assert made[0] == made[1]


# --- whole or not at all ------------------------------------------------------------------------------------


def test_a_flawed_course_lets_nothing_be_built_and_the_old_release_stay(here: Path) -> None:
    run("build", "--all", "--standard", "web", "--out", "out", "--jobs", "1")
    before = contents(here / "out")
    (here / "courses" / "tea" / "modules" / "02-guests.md").write_text("## x\n", "utf-8")
    (here / "courses" / "ferry" / "modules" / "02-crossing.md").write_text("## x\n", "utf-8")
    result = run("build", "--all", "--standard", "web", "--out", "out", "--jobs", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == "Nothing is built: mend the errors above first."
    assert {"courses/ferry/modules/02-crossing.md:1:1", "courses/tea/modules/02-guests.md:1:1"} <= {
        line.partition(": error")[0] for line in result.stderr.splitlines()
    }
    assert contents(here / "out") == before


def test_flawed_partners_are_all_said_and_nothing_is_built(here: Path) -> None:
    for name in ("brackwater", "fire"):
        (here / "courses" / "partners" / f"{name}.yaml").write_text("naem: x\n", "utf-8")
    result = run("build", "--all")
    assert (result.exit_code, len([line for line in result.stderr.splitlines() if "did you mean 'name'" in line])) == (
        1,
        2,
    )
    assert not (here / "dist").exists()


def test_an_update_takes_the_place_of_the_last_release_and_of_nothing_else(here: Path) -> None:
    run("build", "--all", "--standard", "web", "--out", "out", "--jobs", "1")
    (here / "out" / "my notes.txt").write_text("mine", "utf-8")
    (here / "out" / "mine.zip").write_text("mine", "utf-8")
    sheet = here / "courses" / "tea" / "course.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("1.2.0", "1.3.0"), "utf-8")
    run("build", "--all", "--standard", "web", "--out", "out", "--jobs", "1")
    assert [name for name in contents(here / "out") if "tea" in name] == [
        "tea-1.3.0-brackwater-web.zip",
        "tea-1.3.0-fire-web.zip",
    ]
    assert {"my notes.txt", "mine.zip"} <= set(contents(here / "out"))


@pytest.mark.parametrize("told", ENDS, ids=lambda told: told.name)
def test_a_build_cut_off_leaves_nothing_half_written(tmp_path: Path, told: signal.Signals) -> None:
    words = [
        "build",
        "--all",
        "--out",
        str(tmp_path / "out"),
        "--jobs",
        "2",
    ]  # long enough to be cut off on any machine
    command = [sys.executable, "-m", "scorm_export.cli", *words]
    build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while not list((tmp_path).glob(f"out/{ASIDE}*/*.zip")):
        assert build.poll() is None
        time.sleep(0.01)
    if told is signal.SIGKILL:
        os.killpg(build.pid, told)
    else:
        build.send_signal(told)
    assert build.wait(timeout=60) != 0
    left = [path.name for path in (tmp_path / "out").iterdir()] if (tmp_path / "out").exists() else []
    assert [name for name in left if not name.startswith(ASIDE)] == []
    assert told is signal.SIGKILL or left == []
    run("build", "--all", "cyber-payments", "--partner", "dover", "--standard", "web", "--out", str(tmp_path / "out"))
    assert sorted(contents(tmp_path / "out")) == ["SHA256SUMS", "cyber-payments-0.1.0-dover-web.zip", "index.html"]


# --- what an update changes ---------------------------------------------------------------------------------

OLD = Outline("tea.dover.2027", 80, "viewed", 0, 6, {"s1": "One", "s2": "Two"}, {"a": "AAA", "b": "BBB"}, {"q": "QQQ"})


@pytest.mark.parametrize(
    ("new", "sentences"),
    [
        (OLD, [SAME]),
        (replace(OLD, mark=85), ["The pass mark is 85 %, and was 80 %."]),
        (replace(OLD, completion="passed"), ["The course is complete when it is passed, not when it is viewed."]),
        (replace(OLD, attempts=2), ["The assessment may be taken 2 times, and was as often as one likes."]),
        (replace(OLD, questions=10), ["An attempt draws 10 questions, and drew 6."]),
        (
            replace(OLD, screens={"s1": "Uno", "s3": "Three"}),
            ["1 new screen, which all have yet to see: Three.", "1 screen gone: Two."],
        ),
        (
            replace(OLD, activities={"a": "ABC", "c": "CCC"}),
            [
                "1 new activity.",
                "1 activity gone.",
                "1 activity with other options, so that saved answers no longer apply and are asked for again: a.",
            ],
        ),
        (replace(OLD, bank={"q": "XXX", "r": "R"}), ["The question bank: 1 new, 1 changed; it holds 2."]),
        (
            replace(OLD, identity="tea.dover.2028"),
            ["It is another package to the LMS (tea.dover.2028, not tea.dover.2027): everybody starts afresh."],
        ),
    ],
)
def test_what_changes_is_said_and_nothing_else(new: Outline, sentences: list[str]) -> None:
    assert list(differences(OLD, new)) == sentences


def test_many_screens_are_counted_and_the_first_few_named() -> None:
    many = {f"n{number}": f"Screen {number}" for number in range(8)}
    (sentence,) = differences(replace(OLD, screens={}), replace(OLD, screens=many))
    assert sentence.endswith(": Screen 0, Screen 1, Screen 2, Screen 3, Screen 4 and 3 more.")


def courses() -> Iterator[Course]:
    """Small courses, and under PROOF all."""
    for folder in [*(SAMPLES / name for name in COURSES), *(Path("courses").glob("cyber-*") if PROOF else ())]:
        course = manuscript(folder).for_partner(Partner(id="dover", cycle=2027)).course
        assert course is not None
        yield course


@pytest.mark.parametrize("key", STANDARDS)
def test_a_package_tells_the_same_as_the_course_that_it_was_made_from(key: str, tmp_path: Path) -> None:
    for course in courses():
        path = tmp_path / f"{course.id}.zip"
        path.write_bytes(build(course, {}, STANDARDS[key]))
        assert of_package(path) == of_course(course)


def test_what_is_no_package_of_ours_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    with ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr("index.html", "<h1>Hello</h1>")
    with ZipFile(tmp_path / "c.zip", "w") as other:
        other.writestr("index.html", '<script type="application/json" id="_machine">{"id": 3}</script>')
        other.writestr("bank-1.js", "window.courseBank=[{]")
    assert [of_package(tmp_path / name) for name in ("a.zip", "b.zip", "c.zip", "none.zip")] == [None] * 4


def test_the_newest_of_the_right_partner_is_compared(tmp_path: Path) -> None:
    for name in (
        "tea-1.9.0-dover-web.zip",
        "tea-1.10.0-dover-cmi5.zip",
        "tea-2.0.0-dover-castle-web.zip",
        "tea-3.0.0-web.zip",
    ):
        (tmp_path / name).touch()
    assert latest(tmp_path, "tea", "dover") == ("1.10.0", tmp_path / "tea-1.10.0-dover-cmi5.zip")
    assert latest(tmp_path, "tea", "") == ("3.0.0", tmp_path / "tea-3.0.0-web.zip")
    assert latest(tmp_path, "cake", "dover") is None


def test_previous_says_what_an_update_changes_on_stderr_and_on_the_page(here: Path) -> None:
    run("build", "--all", "--standard", "scorm12", "--out", "old", "--jobs", "1")
    ferry = here / "courses" / "ferry"
    sheet = (ferry / "course.yaml").read_text("utf-8")
    (ferry / "course.yaml").write_text(
        sheet.replace("1.0.0", "1.1.0").replace("pass_mark: 80", "pass_mark: 85"), "utf-8"
    )
    module = ferry / "modules" / "01-boarding.md"
    text = module.read_text("utf-8").replace("{id: coming, text: Those who get on,", "{id: all, text: All at once,")
    module.write_text(text, "utf-8")
    (here / "courses" / "partners" / "fire.yaml").write_text(f"{FIRE}courses: {{ferry: {{pass_mark: 80}}}}\n", "utf-8")
    result = run("build", "--all", "--previous", "old", "--standard", "web", "--out", "new", "--jobs", "1")
    answers = "1 activity with other options, so that saved answers no longer apply and are asked for again: who-first."
    assert [line for line in result.stderr.splitlines() if ", since " in line] == [
        f"ferry, since 1.0.0 (brackwater): The pass mark is 85 %, and was 80 %. {answers}",
        f"tea, since 1.2.0 (brackwater, fire): {SAME}",
        f"ferry, since 1.0.0 (fire): {answers}",
    ]
    page = " ".join((here / "new" / "index.html").read_text("utf-8").split())
    assert "<h4>If you have version 1.0.0</h4>" in page
    assert page.count("The pass mark is 85 %, and was 80 %.") == 1
    fire = page.partition("Brackwater Fire &amp; Rescue")[2].partition("</details>")[0]
    assert f"<p>If you have version 1.0.0:</p> <ul><li>{answers}</li></ul>" in fire
    alone = run("build", "tea", "--partner", "fire", "--previous", "old", "--standard", "web", "--out", "alone")
    assert f"tea, since 1.2.0 (fire): {SAME}" in alone.stderr


# --- the zip ------------------------------------------------------------------------------------------------


def test_a_page_in_two_stretches_unpacks_to_itself(tmp_path: Path) -> None:
    page = b"<html><head><title>x</title></head><body>" + b"words " * 5000
    files = {"index.html": page, "empty.css": b"", "media/a.png": os.urandom(5000), "head.js": b"</head>" * 900}
    (tmp_path / "a.zip").write_bytes(zipping.zipped(files, datetime(2026, 11, 23, 8, 30, 58, tzinfo=UTC)))
    with ZipFile(tmp_path / "a.zip") as package:
        assert package.testzip() is None
        assert package.namelist() == sorted(files)
        assert {name: package.read(name) for name in files} == files
        assert {info.date_time for info in package.infolist()} == {(2026, 11, 23, 8, 30, 58)}
    if program := shutil.which("unzip"):
        subprocess.run([program, "-tqq", "a.zip"], cwd=tmp_path, check=True)


def test_more_than_a_zip_can_say_is_refused() -> None:
    with pytest.raises(ValueError, match="70,000 files of"):
        zipping.zipped({f"f{number}": b"" for number in range(70_000)}, datetime(2026, 1, 1, tzinfo=UTC))
