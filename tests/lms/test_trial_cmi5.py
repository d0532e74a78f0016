"""`scorm-export trial` on cmi5: packages are played before a record store, and each fault of theirs is found."""

import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from scorm_export import manuscript
from scorm_export.inspection.package import opened
from scorm_export.package import build
from scorm_export.preview.serving import serving
from scorm_export.standards import STANDARDS
from scorm_export.trial import judging
from scorm_export.trial.faults import CMI5_FAULTS
from scorm_export.trial.package import Tried, tried
from scorm_export.trial.playable import playable
from scorm_export.trialling import as_data, lines
from tests.cases import PROOF
from tests.inspection.packages import CMI5
from tests.lms import on_trial_cmi5
from tests.lms.on_trial import zipped
from tests.lms.on_trial_cmi5 import FAULTY
from tests.lms.trials import BRISK, Played, all_at_once, lent, play

STEADY = replace(BRISK, steps=12)
PACES = {"set-at-end": replace(STEADY, steps=5)}
SAMPLED = ("set-at-end", "cmi5-order", "cmi5-return", "fault-spent")
CODES = tuple(FAULTY) if PROOF else SAMPLED
OURS = ("courses/digital-accessibility", "courses/cyber-security") if PROOF else ("tests/samples/courses/tea",)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    """Every faulty package, played, and the careful one under every fault."""
    folder = tmp_path_factory.mktemp("faulty")

    def job(code: str, faults: list[str]) -> Callable[[Browser], Coroutine[Any, Any, Played]]:
        path = zipped(folder / f"{code}.zip", on_trial_cmi5.files(code))
        return lambda chromium: play(chromium, path, PACES.get(code, STEADY), faults)

    every = [fault.code for fault in CMI5_FAULTS] if PROOF else ["fault-commit", "fault-offline"]
    return all_at_once({"": job("", every)} | {code: job(code, [code]) for code in CODES})


@pytest.mark.parametrize("code", CODES)
def test_each_fault_of_a_course_is_found_by_its_code_and_nothing_else_is(code: str, faulty: dict[str, Played]) -> None:
    assert faulty[code].codes == {code}


def test_a_careful_course_is_told_nothing_whatever_the_lms_does(faulty: dict[str, Played]) -> None:
    careful = faulty[""]
    assert careful.codes == set()
    assert careful.run.killed is not None
    assert careful.run.left == "led back"
    assert careful.run.kept == {"completed": "yes", "passed": "yes", "scaled score": "0.9", "moveOn Passed": "met"}
    assert careful.happened["commit"].startswith("2 requests failed; nothing was missing")
    assert careful.happened["offline"].startswith("nothing was missing")


def test_our_own_packages_pass_without_a_finding(tmp_path: Path) -> None:
    pace = replace(STEADY, play=120, mend=40, steps=2000) if PROOF else replace(BRISK, steps=14)

    def job(path: Path) -> Callable[[Browser], Coroutine[Any, Any, Tried]]:
        return lambda chromium: tried(path, lambda: lent(chromium), pace, faults=PROOF)

    jobs = {}
    for folder in OURS:
        read = manuscript.manuscript(Path(folder))
        assert read.course is not None, read.problems
        path = tmp_path / f"{read.course.id}.zip"
        path.write_bytes(build(read.course, read.media, STANDARDS["cmi5"]))
        jobs[folder] = job(path)
    for name, found in all_at_once(jobs).items():
        assert [(one.code, one.message) for one in found.findings] == [], name
        (run,) = found.runs
        assert run.answers >= (40 if PROOF else 2)
        assert len(found.faults) == (len(CMI5_FAULTS) if PROOF else 0)


def test_each_unit_is_launched_with_what_its_structure_says_and_nothing_leaves_this_computer(tmp_path: Path) -> None:
    second = """<au id="https://example.org/tea/2" moveOn="Completed" launchMethod="OwnWindow">
<title><langstring lang="en">Descaling</langstring></title>
<description><langstring lang="en">Rarely.</langstring></description><url>index.html?part=2#top</url>
<launchParameters>soft water</launchParameters></au></courseStructure>"""
    with serving({"index.html": "secret"}) as other:
        files = on_trial_cmi5.files()
        files["cmi5.xml"] = CMI5.replace("</courseStructure>", second).encode()
        tries = f"""
tell("initialized");
remember = () => {{}};
const {{ masteryScore, launchParameters }} = launched;
const given = [asked.get("part"), masteryScore, launchParameters, location.hash, window.opener !== null];
queue.push(["PUT", "activities/state", state("launch"), JSON.stringify(given)]);
fetch("{other}/index.html").then(() => queue.push(["PUT", "activities/state", state("reached"), "1"]));
new WebSocket("ws://socket.example/"); fetch("https://cdn.example/"); new Image().src = "//image.example/x.png";
navigator.sendBeacon("https://beacon.example/", "x");"""
        files["sco.js"] = files["sco.js"].replace(b'tell("initialized");', tries.encode())
        path = zipped(tmp_path / "p.zip", files)
        pace = replace(BRISK, steps=1)
        found: Tried = all_at_once({"": lambda browser: tried(path, lambda: lent(browser), pace, faults=False)})[""]
    assert [run.unit.title for run in found.runs] == ["Making tea", "Descaling"]
    told = [next(one.value for one in run.calls if one.element == "launch") for run in found.runs]
    assert [json.loads(one) for one in told] == [[None, 0.8, None, "", False], ["2", None, "soft water", "#top", True]]
    for run in found.runs:
        assert set(run.outside) == {
            other.removeprefix("http://"),
            *("socket.example", "cdn.example", "image.example", "beacon.example"),
        }
        assert "reached" not in [one.element for one in run.calls]


def test_a_run_is_told_in_words_and_as_data(tmp_path: Path, faulty: dict[str, Played]) -> None:
    run = faulty["cmi5-order"].run
    held, _, _ = opened(zipped(tmp_path / "kettles.zip", on_trial_cmi5.files("cmi5-order")))
    assert held is not None
    with held.zip:
        package, _ = playable(held)
    assert package is not None
    found = Tried("kettles.zip", package, (run,), (), judging.once(judging.findings(package, run)))
    told = list(lines(found, each_call=True))
    assert told[0] == "kettles.zip: cmi5, “Tea”, 1 unit"
    assert told[1].endswith("until it ended by itself and led back")
    assert told[3] == "    in the end: completed: yes, passed: yes, scaled score: 0.9, moveOn Passed: met"
    assert told[4].endswith("POST fetch → 200")
    wrong = "it is said before initialized"
    assert any(line.endswith(f"POST statements experienced → 400; {wrong}") for line in told)
    data = json.loads(json.dumps(as_data(found)))
    assert (data["standard"], data["sound"]) == ("cmi5", False)
    assert [(one["code"], one["where"]) for one in data["findings"]] == [("cmi5-order", "experienced")]
    (unit,) = data["units"]
    assert unit["log"][0] | {"at": 0} == {
        **{"at": 0, "call": "POST fetch", "element": "", "value": "", "length": 0},
        **{"result": "200", "error": "0", "reason": "fine"},
    }
    assert [f"cmi5-order: {wrong}"] in [one.get("wrong") for one in unit["log"]]
