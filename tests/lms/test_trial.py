"""`scorm-export trial`: packages are played as a patient learner plays them, and each fault of theirs is found."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.async_api import Browser

from scorm_export import manuscript
from scorm_export.inspection.archive import Archive
from scorm_export.inspection.package import opened
from scorm_export.package import build
from scorm_export.preview.serving import serving
from scorm_export.standards import STANDARDS
from scorm_export.trial import judging
from scorm_export.trial.deciding import Memory, Thing, is_held_back, things, wanted
from scorm_export.trial.faults import CMI5_FAULTS, FAULTS
from scorm_export.trial.findings import KINDS
from scorm_export.trial.news import Control, Garbled, News, Seen, news, seen
from scorm_export.trial.pace import Pace
from scorm_export.trial.package import Tried, tried
from scorm_export.trial.playable import Unit, joined, playable
from scorm_export.trial.shelf import Shelf
from scorm_export.trialling import as_data, lines
from tests.cases import PROOF
from tests.inspection import packages
from tests.inspection.others import VERSIONS, packed
from tests.inspection.packages import SCORM12, SOUND, swapped
from tests.lms import on_trial, on_trial_cmi5
from tests.lms.on_trial import FAULTY, zipped
from tests.lms.trials import BRISK, Played, all_at_once, lent, play

PACES = {
    "hangs": replace(BRISK, hang=5),
    "crashed": replace(BRISK, hang=90),
    "calls-many": replace(BRISK, steps=2),
    "left-lms": replace(BRISK, steps=3),
}
SAMPLED = ("no-finish", "not-text", "killed", "set-at-end", "opened-status", "asked-outside", "hangs", "fault-offline")
CODES = tuple(FAULTY) if PROOF else SAMPLED
OURS = ("digital-accessibility", "cyber-security") if PROOF else ()


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    """Every faulty package, played; its fault's run only where its code is a fault's."""
    folder = tmp_path_factory.mktemp("faulty")

    def job(code: str) -> Callable[[Browser], Coroutine[Any, Any, Played]]:
        path = zipped(folder / f"{code}.zip", on_trial.files(code))
        return lambda chromium: play(chromium, path, PACES.get(code, BRISK), [code])

    return all_at_once({code: job(code) for code in CODES})


@pytest.mark.parametrize("code", CODES)
def test_each_fault_of_a_course_is_found_by_its_code_and_nothing_else_is(code: str, faulty: dict[str, Played]) -> None:
    assert faulty[code].codes == {code}


def test_a_careful_course_is_told_nothing_whatever_the_lms_does(tmp_path: Path) -> None:
    faults = [fault.code for fault in FAULTS] if PROOF else ["fault-commit", "fault-blank"]
    paths = {str(newer): zipped(tmp_path / f"{newer}.zip", on_trial.files(newer=newer)) for newer in (False, True)}
    jobs = {name: (lambda chromium, path=path: play(chromium, path, BRISK, faults)) for name, path in paths.items()}
    for each in all_at_once(jobs).values():
        assert each.codes == set()
        assert each.run.killed is not None
        assert each.run.answers >= 2
        assert each.happened["commit"].startswith("2 commits failed; nothing was missing")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Our own packages: the sample course; under PROOF both real ones."""
    folder = tmp_path_factory.mktemp("ours")
    found = {}
    for course in [f"courses/{name}" for name in OURS] or ["tests/samples/courses/tea"]:
        read = manuscript.manuscript(Path(course))
        assert read.course is not None, read.problems
        for key in ("scorm12", "scorm2004-4th"):
            path = folder / f"{read.course.id}-{key}.zip"
            path.write_bytes(build(read.course, read.media, STANDARDS[key]))
            found[path.stem] = path
    return found


def test_our_own_packages_pass_without_a_finding(ours: dict[str, Path]) -> None:
    pace = Pace(play=120, mend=40) if PROOF else replace(BRISK, steps=14)

    def job(path: Path) -> Callable[[Browser], Coroutine[Any, Any, Tried]]:
        return lambda chromium: tried(path, lambda: lent(chromium), pace, faults=PROOF)

    for name, found in all_at_once({name: job(path) for name, path in ours.items()}).items():
        assert [(one.code, one.message) for one in found.findings] == [], name
        (run,) = found.runs
        assert run.answers >= (40 if PROOF else 2)
        assert len(found.faults) == (len(FAULTS) if PROOF else 0)


def test_nothing_of_a_package_reaches_another_host_or_another_program_on_this_computer(tmp_path: Path) -> None:
    with serving({"index.html": "secret"}) as other:
        calls = f"""
            fetch("{other}/index.html").then(() => api.LMSSetValue("cmi.core.lesson_location", "reached"));
            new WebSocket("ws://socket.example/"); navigator.sendBeacon("https://beacon.example/", "x");
            new Image().src = "//image.example/x.png"; """
        files = on_trial.files()
        files["sco.js"] = files["sco.js"].replace(b'api.LMSInitialize("");', f'api.LMSInitialize("");{calls}'.encode())
        path = zipped(tmp_path / "p.zip", files)
        pace = replace(BRISK, steps=1)
        run = all_at_once({"": lambda chromium: play(chromium, path, pace, [])})[""].run
    assert set(run.outside) == {
        other.removeprefix("http://"),
        "socket.example",
        "beacon.example",
        "image.example",
    }
    assert "reached" not in [one.value for one in run.calls]


def test_each_sco_is_played_and_what_it_was_promised_is_given(tmp_path: Path) -> None:
    files = on_trial.files()
    manifest = files["imsmanifest.xml"].decode()
    second = (
        '<item identifier="two" identifierref="res" parameters="?part=2"><title>Descaling</title>'
        "<adlcp:datafromlms>soft water</adlcp:datafromlms></item></organization>"
    )
    files["imsmanifest.xml"] = manifest.replace("</organization>", second).encode()
    files["sco.js"] += b"""
        const part = new URLSearchParams(location.search).get("part");
        if (part) setTimeout(() => set("cmi.core.lesson_location", part + api.LMSGetValue("cmi.launch_data")), 100);"""
    path = zipped(tmp_path / "p.zip", files)
    pace = replace(BRISK, steps=2)
    job = {"": lambda chromium: tried(path, lambda: lent(chromium), pace, faults=False)}
    found: Tried = all_at_once(job)[""]
    assert [run.unit.title for run in found.runs] == ["Making tea", "Descaling"]
    places = [{one.value for one in run.calls if one.element == "cmi.core.lesson_location"} for run in found.runs]
    assert places == [set(), {"2soft water"}]
    assert found.findings == ()
    assert "2 SCOs" in next(iter(lines(found, each_call=False)))


PACKED = tuple(VERSIONS) if PROOF else ("2004 3rd Edition",)


@pytest.mark.parametrize("version", PACKED)
def test_what_another_program_packed_is_played(version: str, tmp_path: Path) -> None:
    files = on_trial.files(newer=version != "1.2")
    path = packed(tmp_path, version, {name: files[name] for name in ("index.html", "sco.js")})
    pace = replace(BRISK, steps=4)
    job = {"": lambda chromium: tried(path, lambda: lent(chromium), pace, faults=False)}
    found: Tried = all_at_once(job)[""]
    assert found.package is not None
    assert found.package.standard == VERSIONS[version]
    assert found.findings == ()
    assert found.runs[0].killed is not None


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "no zip at all": lambda path: write(path, b"not a zip"),
    "a zip cut short": lambda path: write(path, zipped(path, SOUND["1.2"]).read_bytes()[:300]),
    "nothing in it": lambda path: zipped(path, {}),
    "a bomb": lambda path: packages.zipped(path, SOUND["1.2"], packages.bomb),
    "an entity": lambda path: zipped(path, swapped("1.2", "<manifest", '<!DOCTYPE m [<!ENTITY a "a">]><manifest')),
    "broken XML": lambda path: zipped(path, swapped("1.2", "</manifest>", "")),
    "no SCO": lambda path: zipped(path, swapped("1.2", ' href="index.html">', ">")),
    "a SCO elsewhere": lambda path: zipped(path, swapped("1.2", 'href="index.html">', 'href="https://a.example/">')),
    "a SCO above": lambda path: zipped(path, swapped("1.2", 'href="index.html">', 'href="../../etc/passwd">')),
    "encrypted": lambda path: write(path, packages.encrypted(zipped(path, SOUND["1.2"]).read_bytes())),
    "cmi5 without a unit": lambda path: zipped(path, swapped("cmi5", "<url>index.html</url>", "")),
    "cmi5 that is elsewhere": lambda path: zipped(path, swapped("cmi5", "index.html", "https://a.example/")),
    "cmi5 with an entity": lambda path: zipped(
        path, swapped("cmi5", "<courseS", '<!DOCTYPE c [<!ENTITY a "a">]><courseS')
    ),
    "neither": lambda path: zipped(path, {"index.html": b"x"}),
}


def write(path: Path, content: bytes) -> Path:
    """A file with this in it."""
    path.write_bytes(content)
    return path


@asynccontextmanager
async def forbidden() -> AsyncIterator[Browser]:
    """No browser is to be opened."""
    raise AssertionError("a browser was opened for what cannot be played")
    yield


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_played_is_said_without_opening_a_browser(what: str, tmp_path: Path) -> None:
    path = HOSTILE[what](tmp_path / "p.zip")
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(lambda: asyncio.run(tried(path, forbidden, BRISK, faults=True))).result()
    assert [one.code for one in found.findings] == ["not-played"]
    assert not found.is_sound
    assert next(iter(lines(found, each_call=True))) == "p.zip: not played"
    assert as_data(found)["units"] == []


def test_files_are_served_out_of_the_zip_and_nothing_beside_it(tmp_path: Path) -> None:
    path = packages.zipped(tmp_path / "p.zip", SOUND["1.2"], packages.at("../outside.txt"))
    held, _, _ = opened(path)
    assert held is not None
    with held.zip:
        shelf = Shelf(held)
        assert shelf["course/sco.js"] == SOUND["1.2"]["sco.js"]
        assert [name for name in ("sco.js", "course/../p.zip", "../p.zip", "course/none") if name in shelf] == []
        assert len(list(shelf)) == len(shelf)


def units(manifest: str, files: Iterable[str] = ("index.html", "a/b.html")) -> tuple[Unit, ...]:
    """What is launched by this manifest."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for name in files:
            archive.writestr(name, "x")
    with ZipFile(target) as archive:
        found, _ = playable(Archive(archive, {info.filename: info for info in archive.infolist()}))
    return found.units if found else ()


def test_the_default_organisation_is_played_with_its_base_and_its_pass_mark() -> None:
    other = '<organizations default="org"><organization identifier="x"><title>X</title></organization>'
    moved = SCORM12.replace('<organizations default="org">', other)
    (unit,) = units(moved.replace('href="index.html">', 'xml:base="a/" href="b.html?x=1#top">'))
    assert unit == Unit("one", "Making tea", "a/b.html?x=1#top", "80", "")
    (unit,) = units(packages.SCORM2004)
    assert unit.mastery == "0.80"


@pytest.mark.parametrize(
    ("parameters", "address"),
    [
        ("", "a.html?x=1#y"),
        ("?b=2", "a.html?x=1&b=2#y"),
        ("&b=2", "a.html?x=1&b=2#y"),
        ("b=2", "a.html?x=1&b=2#y"),
        ("#z", "a.html?x=1#y"),
    ],
)
def test_parameters_of_an_item_are_appended_as_the_standard_says(parameters: str, address: str) -> None:
    assert joined("a.html?x=1#y", parameters) == address
    assert joined("a.html", "#z") == "a.html#z"


def control(name: str, kind: str = "button", **other: Any) -> Control:
    """Something that can be used."""
    return Control(kind, name, **other)


def chosen(*controls: Control, memory: Memory | None = None) -> list[str]:
    """What a walker uses, in order, as long as the view stays the same."""
    known = memory or Memory()
    used = []
    every = things([Seen(controls)])
    while step := wanted(every, 1, known):
        used += [thing.control.name for thing in step.things]
        known.remember(step, 1)
    return used


def test_a_walker_answers_then_hands_in_then_goes_on_and_leaves_last() -> None:
    page = (
        control("Exit course"),
        control("Back"),
        control("Next page", "link"),
        control("Hint"),
        control("Submit answer"),
        control("Tea", "radio", group="drink"),
        control("Milk", "radio", group="drink"),
    )
    assert chosen(*page) == ["Tea", "Submit answer", "Next page", "Hint", "Exit course"]


def test_a_walker_gives_another_answer_next_time_and_leaves_what_is_answered() -> None:
    memory = Memory()
    drinks = tuple(control(name, "radio", group="drink") for name in ("Tea", "Milk", "Water"))
    first = wanted(things([Seen(drinks)]), 1, memory)
    assert first is not None
    memory.remember(first, 1)
    second = wanted(things([Seen(drinks)]), 2, memory)
    assert second is not None
    assert [one.things[0].control.name for one in (first, second)] == ["Tea", "Milk"]
    assert chosen(control("Tea", "radio", group="drink", on=True), control("Name", "text", on=True)) == []


@pytest.mark.parametrize("name", ["Start again", "Restart", "Previous", "Print", "Skip to the text", "← Back"])
def test_a_walker_never_goes_back_or_out(name: str) -> None:
    assert chosen(control(name), control(name, "link", href="http://127.0.0.1:1/x")) == []
    assert chosen(control("Next", "link", href="https://elsewhere.example/")) == []
    assert chosen(control("Write to us", "link", href="mailto:me@example.org")) == []


def test_what_led_to_something_new_may_be_used_again_and_nothing_else() -> None:
    memory = Memory()
    slide = things([Seen((control(""),))])
    first = wanted(slide, 1, memory)
    assert first is not None
    memory.learn([Seen((), ("Slide 1",))])
    memory.remember(first, 1)
    memory.learn([Seen((), ("Slide 2",))])
    second = wanted(slide, 2, memory)
    assert second == first
    memory.remember(first, 2)
    memory.learn([Seen((), ("Slide 2",))])
    assert wanted(slide, 3, memory) is None


def test_what_leads_on_and_cannot_be_used_yet_is_waited_for() -> None:
    page = Seen((control("Next", off=True), control("Exit")))
    assert is_held_back([page])
    assert [thing.control.name for thing in things([page])] == ["Exit"]
    assert not is_held_back([Seen((control("Next"), control("Hint", off=True)))])


@pytest.mark.parametrize("name", ["Next", "NEXT >", "› Next", "Continue", "Start", "Begin the course", ">", "→"])
def test_what_leads_on_is_known_by_its_name(name: str) -> None:
    step = wanted([Thing(0, 0, 0, control("Other")), Thing(0, 1, 0, control(name))], 1, Memory())
    assert step is not None
    assert (step.what, step.things[0].control.name) == ("next", name)


WHOLE = {"calls": {"calls": [], "beyond": 1}, "phase": 7, "lost": [1], "owed": [], "kept": {"a": 3 * 10**400}}
GARBLED: tuple[object, ...] = (
    3,
    "x",
    [],
    {},
    {"calls": 3},
    {**WHOLE, "calls": {"calls": [1], "beyond": 0}},
    {**WHOLE, "lost": 3},
)


@pytest.mark.parametrize("told", GARBLED)
def test_what_a_package_made_of_the_pages_is_not_believed(told: object) -> None:
    with pytest.raises(Garbled):
        news(told)
    with pytest.raises(Garbled):
        seen(told)
    assert news(None) == News()
    assert news(WHOLE) == News((), 1, "7", ("1",), (), {"a": "3" + "0" * 299})


def run_command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "scorm_export.cli", "trial", *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, check=False
    )


def test_the_command_tells_everything_as_json_and_its_progress_beside(tmp_path: Path) -> None:
    path = zipped(tmp_path / "kettles.zip", on_trial.files("no-finish"))
    done = run_command(str(path), "--json", "--minutes", "0.1")
    assert done.stderr == "kettles.zip: playing “Making tea”\n"
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)
    assert (told["name"], told["standard"], told["sound"]) == ("kettles.zip", "SCORM 1.2", False)
    assert [(one["code"], one["severity"]) for one in told["findings"]] == [("no-finish", "error")]
    (unit,) = told["units"]
    assert unit["calls"] == len(unit["log"])
    assert unit["log"][0]["call"] == "LMSInitialize"
    assert {"element": "cmi.core.lesson_status", "value": "incomplete", "error": "0"}.items() <= unit["log"][5].items()


def test_a_warning_alone_ends_with_nought_and_every_call_can_be_listed(
    tmp_path: Path, faulty: dict[str, Played]
) -> None:
    run = faulty["opened-status"].run
    held, _, _ = opened(zipped(tmp_path / "p.zip", on_trial.files("opened-status")))
    assert held is not None
    with held.zip:
        package, _ = playable(held)
    assert package is not None
    found = Tried("p.zip", package, (run,), (), judging.once(judging.findings(package, run)))
    assert found.is_sound
    told = list(lines(found, each_call=True))
    assert told[0] == "p.zip: SCORM 1.2, “Tea”, 1 SCO"
    assert sum(" ms  " in line for line in told) == run.total
    assert any(line.endswith('LMSSetValue("cmi.core.lesson_status", "completed") → true') for line in told)
    assert told[-2].startswith("  warning opened-status: cmi.core.lesson_status: 'completed' before anything was done")


def test_what_is_missing_on_this_computer_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", on_trial.files())
    script = "import sys; sys.modules['playwright'] = None; from scorm_export.cli import main; main()"
    without = subprocess.run(
        [sys.executable, "-c", script, "trial", str(path)], capture_output=True, text=True, check=False
    )
    assert without.returncode == 2
    assert "pip install playwright" in without.stderr
    nowhere = run_command(str(path), CHROMIUM="no-such-browser")
    assert nowhere.returncode == 2
    assert "CHROMIUM names no-such-browser, which is not a program that can be run." in nowhere.stderr
    lost = run_command(str(tmp_path / "none.zip"))
    assert (lost.returncode, "cannot be read" in lost.stderr) == (1, True)
    assert "Traceback" not in without.stderr + nowhere.stderr + lost.stderr


def test_every_code_is_in_the_documents_as_the_code_says_it() -> None:
    page = Path("docs/trial.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    assert rows == [
        (code, str(kind.severity), kind.title, kind.why, ", ".join(kind.bites)) for code, kind in KINDS.items()
    ]
    for fault in (*FAULTS, *CMI5_FAULTS):
        assert f"| {fault.title} |" in page


def test_every_code_has_a_package_that_shows_it() -> None:
    assert set(KINDS) == {*FAULTY, *on_trial_cmi5.FAULTY, "not-played"}
