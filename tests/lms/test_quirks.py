"""Twenty things that real LMSs do, each met by our packages: what was seen in Moodle, Open edX, ILIAS and others.

Law: one story a quirk, its number in its name. The LMS of these stories is one of moods: it does what it is told to.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from game.authoring.problems import Flawed
from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build, package
from scorm_export.preview.serving import serving
from scorm_export.sheets import Completion, CourseSheet
from scorm_export.standards import SCORM, STANDARDS
from tests.lms.desk import course_frame
from tests.lms.invented import course as invented
from tests.lms.learner import Learner
from tests.tools import Serve, Watch, wait_until

TEA = Path("tests/samples/courses/tea")
FILES = ("index.html", "style-1a2b.css", "media/cup.svg")
MOODS = """
window.heard = [];
window.kept = {};
window.mood = {
    set: (name, value) => { window.kept[name] = value; return "true"; },
    get: name => name in window.kept ? window.kept[name] : "",
    commit: () => "true", finish: () => "true", initialize: () => "true", error: () => "0",
};
const listen = (name, mood) => (...words) => {
    window.heard.push([name, ...words]);
    return window.mood[mood](...words);
};
window.open12 = () => { window.API = {
    LMSInitialize: listen("initialize", "initialize"), LMSFinish: listen("finish", "finish"),
    LMSGetValue: listen("get", "get"), LMSSetValue: listen("set", "set"),
    LMSCommit: listen("commit", "commit"), LMSGetLastError: () => window.mood.error(),
}; };
window.open2004 = () => { window.API_1484_11 = {
    Initialize: listen("initialize", "initialize"), Terminate: listen("finish", "finish"),
    GetValue: listen("get", "get"), SetValue: listen("set", "set"),
    Commit: listen("commit", "commit"), GetLastError: () => window.mood.error(),
}; };
"""
BARE = b"<!doctype html><html lang=en><title>Bare</title><script src=adapter.js></script>"
HOME = b"""<!doctype html><html lang=en><title>LMS</title><link rel=icon href=data:,><script src=moods.js></script>
<iframe id=course title=Course width=1100 height=800></iframe><script src=launch.js></script>"""
LAUNCH = """
const asked = new URLSearchParams(location.search);
(0, eval)(asked.get("mood"));
document.getElementById("course").src = asked.get("course");
"""
ANSWER = {
    "index": 0,
    "id": "why-blocked",
    "kind": "choice",
    "objective": "1a",
    "prompt": "{Why} can Priya\nnot apply?",
    "response": ["a", "c"],
    "correct": ["a"],
    "right": False,
    "weight": 1,
    "seconds": 62.2549,
}


@dataclass(frozen=True, slots=True)
class Moody:
    """An LMS of moods with the course in it."""

    page: Page
    learner: Learner

    @property
    def sets(self) -> list[tuple[str, str]]:
        """Every element and value that it was told."""
        return [(words[1], words[2]) for words in self.page.evaluate("heard") if words[0] == "set"]

    @property
    def kept(self) -> dict[str, str]:
        """The last value of each."""
        return dict(self.sets)

    def says(self, code: str, *words: Any) -> Any:
        """What the adapter in the course's frame answers."""
        return course_frame(self.page).evaluate(code, *words)

    def closes(self) -> None:
        """The frame goes, as when a learner closes the course."""
        self.page.evaluate("document.getElementById('course').remove()")


Open = Callable[..., Moody]


@pytest.fixture(scope="module")
def tea() -> Course:
    read = manuscript(TEA)
    assert read.course is not None
    return read.course


@pytest.fixture(scope="module")
def packages(tea: Course) -> dict[str, bytes]:
    return {key: build(tea, manuscript(TEA).media, STANDARDS[key]) for key in SCORM}


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def host(packages: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """One LMS for all stories, and its files: another course may be put there."""
    files = {"index.html": HOME, "moods.js": MOODS.encode(), "launch.js": LAUNCH.encode()}
    for key, content in packages.items():
        files |= {f"{key}/{name}": one for name, one in unpacked(content).items()}
        files |= {f"bare-{key}/index.html": BARE, f"bare-{key}/adapter.js": STANDARDS[key].adapter().encode()}
    with serving(files) as address:
        yield address, files


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all stories: nothing of these courses outlives its page, for this LMS names no learner."""
    watch = Watch()
    with browser.new_context(locale="en-GB") as context:
        watch.follow(context)
        yield context.new_page()
    assert watch.complaints == []


@pytest.fixture
def opened(host: tuple[str, dict[str, bytes]], tab: Page, tea: Course) -> Open:
    """Opens the sample course, or another in that folder, before an LMS in this mood."""

    def opens(mood: str = "open12();", course: str = "scorm12/index.html") -> Moody:
        tab.goto("about:blank")
        tab.goto(f"{host[0]}/index.html?{urlencode({'mood': mood, 'course': course})}")
        return Moody(tab, Learner(course_frame(tab), tea))

    return opens


@pytest.fixture
def adapter(opened: Open) -> Open:
    """Opens a page with nothing but the adapter, which has found its LMS."""

    def opens(standard: str = "scorm12") -> Moody:
        lms = opened("open12(); open2004();", f"bare-{standard}/index.html")
        assert lms.says("courseLms.connect().then(start => start.connected)") is True
        return lms

    return opens


def manifests(**changes: Any) -> dict[str, etree._Element]:
    """The invented course's manifest in each edition of SCORM."""
    return {key: etree.fromstring(STANDARDS[key].manifest(invented(**changes), FILES, "index.html")) for key in SCORM}


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def named(top: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in top.iter() if local(element) == name]


def texts(top: etree._Element, name: str) -> list[str]:
    return [str(element.text) for element in named(top, name)]


def test_quirk_01_an_lms_that_answers_nothing_at_all(opened: Open, tea: Course) -> None:
    lms = opened("mood.get = () => ''; open12();")
    lms.learner.walks_through()
    expect(lms.learner.seen.locator(".result")).to_contain_text("The pass mark is 80 per cent.")
    ids = [value for name, value in lms.sets if re.fullmatch(r"cmi\.interactions\.\d+\.id", name)]
    numbers = [int(name.split(".")[2]) for name, _ in lms.sets if re.fullmatch(r"cmi\.interactions\.\d+\.id", name)]
    assert ids == [activity.id for _, activity in tea.activities() if activity.judged]
    assert numbers == list(range(len(ids)))
    assert lms.kept["cmi.core.lesson_status"] == "passed"


def test_quirk_02_what_is_set_while_the_page_goes_is_lost(opened: Open, tea: Course) -> None:
    lms = opened("mood.commit = () => ''; open12();")
    lms.learner.answers(tea.screens[0].activities[0])
    lms.learner.goes_on()
    lms.learner.is_on(tea.screens[1])
    before = lms.kept
    told = len(lms.sets)
    lms.page.evaluate("mood.set = () => 'false'")
    assert {"cmi.core.exit", "cmi.core.lesson_location", "cmi.suspend_data", "cmi.interactions.0.result"} <= set(before)
    assert before["cmi.core.exit"] == "suspend"
    assert before["cmi.core.lesson_location"] == tea.screens[1].id
    lms.closes()
    wait_until(lms.page, "heard.at(-1)[0] === 'finish'")
    late = [(name, value) for name, value in lms.sets[told:] if before.get(name) != value]
    assert {name for name, _ in late} <= {"cmi.core.session_time"}


def test_quirk_03_one_bad_score_breaks_a_whole_batch(adapter: Open) -> None:
    lms = adapter()
    for score in ("NaN", "Infinity", "-5", "''", "'80'", "null", "undefined", "250", "200 / 3", "1e-9"):
        lms.says(f"courseLms.save({{score: {score}}})")
    scores = [value for name, value in lms.sets if ".score." in name]
    assert scores
    assert [one for one in scores if not re.fullmatch(r"\d+(\.\d+)?", one) or not 0 <= float(one) <= 100] == []


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4th"])
def test_quirk_04_the_score_comes_before_the_status(adapter: Open, standard: str) -> None:
    lms = adapter(standard)
    lms.says("courseLms.save({score: 90, completed: true, passed: true})")
    names = [name for name, value in lms.sets if value != "incomplete"]
    scores = [at for at, name in enumerate(names) if ".score." in name]
    statuses = [at for at, name in enumerate(names) if name.endswith("status")]
    assert max(scores) < min(statuses)


def test_quirk_05_two_files_of_one_name_are_mixed_up(packages: dict[str, bytes]) -> None:
    for content in packages.values():
        names = [name.rpartition("/")[2].lower() for name in unpacked(content)]
        assert len(names) == len(set(names))
    with pytest.raises(Flawed, match="have the same file name"):
        package({"index.html": b"", "one/cup.svg": b"", "two/Cup.svg": b""})


def test_quirk_06_the_first_resource_becomes_the_course() -> None:
    for top in manifests().values():
        [resource] = named(top, "resource")
        [item] = named(top, "item")
        assert resource.get("href") == "index.html" == named(resource, "file")[0].get("href")
        assert item.get("isvisible") == "true"
        titles = [title.text for one in (*named(top, "organization"), item) for title in one if local(title) == "title"]
        assert titles == ["Sea safety", "Sea safety"]


def test_quirk_07_prefixes_are_read_as_they_stand() -> None:
    for key in SCORM:
        text = STANDARDS[key].manifest(invented(completion=Completion.PASSED), FILES, "index.html").decode()
        assert re.search(r"<manifest xmlns=", text)
        assert ("adlcp:scormtype=" if key == "scorm12" else "adlcp:scormType=") in text
        assert ("<adlcp:masteryscore>" if key == "scorm12" else "<imsss:sequencing>") in text
        assert "ns0:" not in text


def test_quirk_08_titles_are_shown_as_they_are_written() -> None:
    for key in SCORM:
        raw = STANDARDS[key].manifest(invented(title="Café – über\x0b uns " + "word " * 60), FILES, "index.html")
        assert b"&#" not in raw
        assert "Café – über uns".encode() in raw
        assert {len(text) <= 200 for text in texts(etree.fromstring(raw), "title") if text != "None"} == {True}
        french = etree.fromstring(STANDARDS[key].manifest(invented(title="Thé & éclairs"), FILES, "index.html"))
        assert texts(french, "title")[-2:] == ["Thé &\u00a0éclairs"] * 2
    assert CourseSheet.model_fields["pass_mark"].metadata[0].ge == 1  # a mark of 0 would become empty


def test_quirk_09_the_schema_version_is_compared_letter_by_letter() -> None:
    versions = {key: texts(top, "schemaversion") for key, top in manifests().items()}
    assert versions == {
        "scorm12": ["1.2"],
        "scorm2004-3rd": ["2004 3rd Edition"],
        "scorm2004-4th": ["2004 4th Edition"],
    }
    assert {text for top in manifests().values() for text in texts(top, "schema")} == {"ADL SCORM"}


@pytest.mark.parametrize("rule", list(Completion))
def test_quirk_10_a_mapped_objective_stops_the_import(rule: Completion) -> None:
    for top in manifests(completion=rule).values():
        assert named(top, "mapInfo") == []


def test_quirk_11_a_commit_that_throws_loses_nothing_and_no_navigation_is_asked_for(
    opened: Open, tea: Course, packages: dict[str, bytes]
) -> None:
    for content in packages.values():
        assert not [name for name, one in unpacked(content).items() if b"adl.nav" in one]
    lms = opened(
        "mood.commit = () => { throw new SyntaxError('half a page'); }; open2004();", "scorm2004-4th/index.html"
    )
    lms.learner.answers(tea.screens[0].activities[0])
    expect(lms.learner.seen.locator(".notice")).to_contain_text("not saved yet")
    assert lms.kept["cmi.interactions.0.result"] == "correct"
    lms.closes()
    assert lms.page.evaluate("heard.at(-1)[0]") == "finish"


def test_quirk_12_patterns_narrower_than_the_standards(adapter: Open) -> None:
    lms = adapter("scorm2004-4th")
    lms.says("answer => courseLms.record(answer)", ANSWER)
    lms.says("courseLms.save({score: 0.4})")
    kept = lms.kept
    assert re.fullmatch(r"[\w.]+(\[,\][\w.]+)*", kept["cmi.interactions.0.learner_response"])
    assert kept["cmi.interactions.0.description"] == "Why} can Priya not apply?"
    assert kept["cmi.score.scaled"] == "0.004"
    old = adapter()
    old.says("answer => courseLms.record(answer)", ANSWER)
    assert old.kept["cmi.interactions.0.latency"] == "0000:01:02.25"


def test_quirk_13_the_raw_score_is_taken_for_a_percentage(adapter: Open) -> None:
    for standard, root in (("scorm12", "cmi.core.score"), ("scorm2004-4th", "cmi.score")):
        lms = adapter(standard)
        lms.says("courseLms.save({score: 100 * 4 / 5})")
        told = {name.removeprefix(f"{root}."): value for name, value in lms.sets if name.startswith(root)}
        assert told == {"min": "0", "max": "100", "raw": "80"} | ({"scaled": "0.8"} if root == "cmi.score" else {})


FINISHING = """
mood.finish = () => {
    const raw = kept["cmi.core.score.raw"];
    if (window.mastery && raw) kept["cmi.core.lesson_status"] = Number(raw) >= window.mastery ? "passed" : "failed";
    kept["cmi.core.lesson_status"] = kept["cmi.core.lesson_status"] || "completed";
    return "true";
};
"""


@pytest.mark.parametrize(("rule", "mastery"), [(Completion.VIEWED_AND_PASSED, None), (Completion.PASSED, "80")])
def test_quirk_14_the_status_is_rewritten_when_the_course_is_closed(
    opened: Open, host: tuple[str, dict[str, bytes]], tea: Course, rule: Completion, mastery: str | None
) -> None:
    changed = Course(**{name: getattr(tea, name) for name in Course.__slots__ if name != "completion"}, completion=rule)
    top = etree.fromstring(STANDARDS["scorm12"].manifest(changed, FILES, "index.html"))
    assert texts(top, "masteryscore") == ([mastery] if mastery else [])
    content = build(changed, manuscript(TEA).media, STANDARDS["scorm12"])
    host[1].update({f"changed/{name}": one for name, one in unpacked(content).items()})
    lms = opened(f"{FINISHING} window.mastery = {mastery or 'null'}; open12();", "changed/index.html")
    [check] = [screen for screen in tea.screens if screen.check]
    lms.learner.goes_to(check)
    lms.learner.answers(check.activities[0], rightly=False)
    lms.closes()
    wait_until(lms.page, "heard.at(-1)[0] === 'finish'")
    assert lms.page.evaluate("kept['cmi.core.lesson_status']") == "incomplete"
    assert "cmi.core.score.raw" not in lms.kept


def test_quirk_15_passed_is_not_completed_everywhere(adapter: Open) -> None:
    said = {}
    for standard in ("scorm12", "scorm2004-4th"):
        for passed in ("null", "true"):
            lms = adapter(standard)
            lms.says(f"courseLms.save({{completed: true, passed: {passed}}})")
            statuses = {value for name, value in lms.kept.items() if name.endswith("status")}
            said[standard, passed] = statuses
    assert said == {
        ("scorm12", "null"): {"completed"},
        ("scorm12", "true"): {"passed"},
        ("scorm2004-4th", "null"): {"completed"},
        ("scorm2004-4th", "true"): {"completed", "passed"},
    }


def test_quirk_16_what_is_done_looking_back_would_replace_a_result(opened: Open, tea: Course) -> None:
    lms = opened("kept['cmi.core.lesson_mode'] = 'review'; kept['cmi.core.score.raw'] = '80'; open12();")
    lms.learner.answers(tea.screens[0].activities[0])
    expect(lms.learner.seen.locator(".notice")).to_contain_text("recorded")
    lms.closes()
    assert lms.sets == []


def test_quirk_17_what_waits_for_the_page_to_go_never_leaves(
    opened: Open, tea: Course, packages: dict[str, bytes]
) -> None:
    for content in packages.values():
        scripts = b"".join(one for name, one in unpacked(content).items() if name.endswith(".js"))
        assert not re.search(rb"XMLHttpRequest|['\"](before)?unload['\"]", scripts)
    lms = opened()
    lms.learner.goes_on()
    lms.learner.is_on(tea.screens[1])
    lms.page.evaluate("heard.length = 0")
    lms.says("""() => {
        Object.defineProperty(document, "visibilityState", {value: "hidden"});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert "commit" in [name for name, *_ in lms.page.evaluate("heard")]


def test_quirk_18_an_lms_that_does_not_say_that_a_learner_comes_back(opened: Open, tea: Course) -> None:
    first = opened()
    first.learner.answers(tea.screens[0].activities[0])
    first.learner.goes_on()
    first.learner.is_on(tea.screens[1])
    first.closes()
    assert first.kept["cmi.core.exit"] == "suspend"
    remembered = {name: first.kept[name] for name in ("cmi.suspend_data", "cmi.core.lesson_location")}
    again = opened(f"Object.assign(kept, {remembered!r}, {{'cmi.core.entry': 'ab-initio'}}); open12();")
    again.learner.is_on(tea.screens[1])
    again.learner.goes_to(tea.screens[0])
    assert again.learner.chosen(tea.screens[0].activities[0]) != []


@pytest.mark.parametrize("standard", SCORM)
def test_quirk_19_what_is_too_long_is_cut_or_refused(adapter: Open, standard: str) -> None:
    limits = {"scorm12": (4096, 255), "scorm2004-3rd": (4000, 1000), "scorm2004-4th": (64000, 1000)}
    suspend, location = limits[standard]
    lms = adapter(standard)
    lms.says("n => courseLms.save({suspend: 'x'.repeat(n)})", suspend)
    lms.says("n => courseLms.save({location: 'y'.repeat(n)})", location)
    lms.says("n => courseLms.save({suspend: 'z'.repeat(n)})", suspend + 1)
    lms.says("n => courseLms.save({location: 'z'.repeat(n)})", location + 1)
    long = {**ANSWER, "kind": "fill-in", "prompt": "p" * 900, "response": ["r" * 255], "id": "i" * 300}
    lms.says("answer => courseLms.record(answer)", long)
    assert lms.says("courseLms.problem") == "too_long"
    values = list(lms.kept.values())
    assert {"x" * suspend, "y" * location} <= set(values)
    assert not [value for value in values if "z" in value]
    own = {name.rpartition(".")[2]: len(value) for name, value in lms.kept.items() if ".interactions." in name}
    assert own["id"] <= 255 and own.get("description", 0) <= 250
    assert own.get("student_response", own.get("learner_response", 0)) == 255


def test_quirk_20_the_api_comes_late_lies_behind_another_host_and_answers_in_numbers(
    opened: Open, host: tuple[str, dict[str, bytes]], tea: Course, served: Serve
) -> None:
    lms = opened("mood.get = name => ({'cmi.core.score.raw': 70, 'cmi.interactions._count': 3})[name];")
    lms.learner.answers(tea.screens[0].activities[0])
    assert lms.page.evaluate("heard") == []
    lms.page.evaluate("open12()")
    wait_until(lms.page, "heard.some(([name]) => name === 'commit')")
    assert next(name for name, _ in lms.sets if name.endswith(".id")) == "cmi.interactions.3.id"
    assert lms.says("courseLms.connect().then(start => start.score)") == 70

    inner_page = f"<!doctype html><iframe id=inner src='{host[0]}/scorm12/index.html'></iframe>"
    page = opened(course=f"{served({'index.html': inner_page})}/index.html").page
    inner = course_frame(page).wait_for_selector("#inner")
    frame = inner.content_frame() if inner else None
    assert frame is not None
    Learner(frame, tea).is_on(tea.screens[0])
    wait_until(page, "heard.some(([name]) => name === 'set')")
