"""The partnership's own files, and what a partner may ask for: mistakes have their place, nothing unsafe gets in."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from game.authoring.contrast import ratio
from game.authoring.problems import Flawed, Severity, printed
from scorm_export import pages, partnership, theme
from scorm_export.cli import main
from scorm_export.course import Course
from scorm_export.logos import ELEMENTS, SVG, logo, made_safe
from scorm_export.manuscript import manuscript
from scorm_export.media import drawing
from scorm_export.partners import Partner
from scorm_export.placeholders import is_sample
from scorm_export.sheets import Completion, Role
from scorm_export.standards import STANDARDS
from scorm_export.starting import partner_file
from scorm_export.theme import Colours, Shades
from tests.cases import PROOF
from tests.lms import invented as packaged
from tests.scorm_export import invented

FERRY = Path("tests/samples/courses/ferry").resolve()
DISTRICTS = ["ashford", "canterbury", "dartford", "dover", "folkestone-and-hythe", "gravesham", "maidstone"]
MORE_DISTRICTS = ["sevenoaks", "swale", "thanet", "tonbridge-and-malling", "tunbridge-wells"]
UNIVERSITIES = ["canterbury-christ-church", "university-of-greenwich", "university-of-kent"]
OTHERS = ["kent-county-council", "kent-fire-and-rescue", "kent-police", "medway"]
DRAWING = f'<svg xmlns="{SVG}" viewBox="0 0 40 20">{{}}</svg>'
COURSES = sorted(Path("courses").glob("*/course.yaml"))
WHOLE = COURSES if PROOF else [sheet for sheet in COURSES if sheet.parent.name == "cyber-payments"]
REAL = """\
name: Brackwater Council
roles: [council]
report_contact: the service desk on extension 4321
accessibility_contact: the web team, web.team@brackwater.gov.uk
"""


def run(*words: str) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with room for partners of one's own."""
    (tmp_path / "courses" / "partners" / "logos").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(here: Path, text: str, name: str = "brackwater") -> Path:
    """A partner's file."""
    path = here / "courses" / "partners" / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def said(name: str = "brackwater") -> list[str]:
    """What is wrong with a partner's file."""
    with pytest.raises(Flawed) as raised:
        partnership.find(name)
    return [printed(problem).removeprefix(f"courses/partners/{name}.yaml:") for problem in raised.value.problems]


# --- who they are -------------------------------------------------------------------------------------------


def test_the_whole_partnership_is_there_and_each_says_what_kind_of_body_it_is() -> None:
    members = {member.id: member.partner for member in partnership.everyone()}
    assert sorted(members) == sorted([*DISTRICTS, *MORE_DISTRICTS, *UNIVERSITIES, *OTHERS])
    kinds = {id: partner.roles for id, partner in members.items()}
    assert [id for id, roles in kinds.items() if roles == (Role.UNIVERSITY,)] == UNIVERSITIES
    assert (kinds["kent-police"], kinds["kent-fire-and-rescue"]) == ((Role.POLICE,), (Role.FIRE,))
    assert [id for id, roles in kinds.items() if not roles] == []


def test_no_file_of_ours_could_reach_anyone_and_each_says_what_is_to_be_filled_in() -> None:
    for member in partnership.everyone():
        waiting = [printed(problem) for problem in partnership.to_fill_in(member)]
        assert len(waiting) == 9, member.id
        assert [line for line in waiting if ": warning: " not in line] == []
        assert "'report_contact' is to be filled in: 01632 960" in waiting[0]


def test_a_file_that_is_filled_in_is_ready(here: Path) -> None:
    write(here, REAL)
    found = partnership.find("brackwater")
    assert (partnership.to_fill_in(found), is_sample(found.partner)) == ((), False)
    write(here, "name: Brackwater Council\n")
    waiting = partnership.to_fill_in(partnership.find("brackwater"))
    assert [problem.message for problem in waiting] == [
        "'accessibility_contact' is left out; learners read 'the web team of your organisation'",
        "'report_contact' is left out; learners read 'the service desk of your organisation'",
    ]


@pytest.mark.parametrize(
    ("contact", "stands_in"),
    [
        ("the desk on 01632 960123", True),
        ("the desk on 01632 860123", False),
        ("the desk on 020 7946 0999", True),
        ("the desk on 020 7947 0999", False),
        ("07700 900 321", True),
        ("help@council.example", True),
        ("help@example.org", True),
        ("help@example.gov.uk", False),
        ("the desk (placeholder)", True),
        ("TBC", True),
        ("the desk, for example by phone", False),
    ],
)
def test_what_reaches_nobody_is_told_from_what_could(contact: str, stands_in: bool) -> None:
    assert is_sample(Partner(report_contact=contact)) is stands_in


def test_the_list_says_who_is_ready_and_who_is_only_a_sample(here: Path) -> None:
    write(here, REAL)
    lines = {line.split()[0]: line for line in run("partners", "list").stdout.splitlines()}
    assert lines["brackwater"] == "brackwater  ready  Brackwater Council  (council, cycle none)"
    assert lines["dover"] == "dover  SAMPLE  Dover District Council  (council, cycle 2027)"
    assert "example" not in lines


def test_a_check_warns_of_placeholders_and_counts_them_where_it_is_strict(here: Path) -> None:
    result = run("partners", "check", "dover")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 9)
    assert result.stderr == "1 partner: 0 ready.\n"
    assert run("partners", "check", "dover", "--strict").exit_code == 1
    write(here, REAL)
    assert (run("partners", "check", "brackwater", "--strict").exit_code, run("partners", "check").exit_code) == (0, 0)


def test_the_problems_of_all_files_are_said_at_once(here: Path) -> None:
    write(here, "naem: Brackwater\ncycle: next\n")
    write(here, f"{REAL}standard: scorm13\ncourses: {{cybersecurity: {{pass_mark: 70}}}}\n", "other")
    result = run("partners", "check", "brackwater", "other", "nobody")
    assert result.exit_code == 1
    assert [line.split("error: ")[1] for line in result.stdout.splitlines() if "error" in line] == [
        "there is no partner 'nobody'; known: " + ", ".join(path.stem for path in partnership.files()),
        "unknown key 'naem'; did you mean 'name'?",
        "'cycle' must be a whole number, not 'next'",
        "unknown standard 'scorm13'; did you mean 'scorm12'?",
        "unknown course 'cybersecurity'; did you mean 'cyber-security'?",
    ]


def test_a_new_partner_s_file_is_one_to_fill_in_and_never_written_over(here: Path) -> None:
    assert run("partners", "new", "brackwater", "--name", 'Brack "Water" Council').exit_code == 0
    found = partnership.find("brackwater")
    assert (found.partner.name, found.problems) == ('Brack "Water" Council', ())
    assert len(partnership.to_fill_in(found)) == 9
    kept = write(here, REAL)
    again = run("partners", "new", "brackwater")
    assert (again.exit_code, kept.read_text("utf-8")) == (1, REAL)
    assert "is there already; it is left as it is" in again.stderr
    assert run("partners", "new", "Brack Water").exit_code == 2


def test_ours_are_written_as_a_new_one_is() -> None:
    for path in partnership.files():
        if path.stem != partnership.EXAMPLE:
            keys = re.findall(r"^(\w+):", path.read_text("utf-8"), re.MULTILINE)
            assert keys == re.findall(r"^(\w+):", partner_file(path.stem, "x"), re.MULTILINE), path.name


# --- colours ------------------------------------------------------------------------------------------------


def test_a_colour_that_is_too_weak_is_refused_with_what_it_is_too_close_to(here: Path) -> None:
    write(here, f'{REAL}colours:\n  light: {{accent: "#888888"}}\n')
    (line,) = said()
    assert line.startswith("6:11: error: '#888888' is too close to paper (3.3 to 1), card (3.5 to 1), ")
    assert line.endswith("; words need 4.5 to 1, so make it darker")


def test_a_colour_between_the_limits_is_warned_of(here: Path) -> None:
    write(here, f'{REAL}colours: {{dark: {{accent: "#7d9ba0"}}}}\n')
    (problem,) = partnership.find("brackwater").problems
    assert problem.severity is Severity.WARNING
    assert problem.message.endswith("; words read best at 7 to 1, so make it lighter")
    assert run("partners", "check", "brackwater").exit_code == 0


def test_edges_and_focus_are_looked_at_too_and_a_word_is_no_colour(here: Path) -> None:
    write(here, f'{REAL}colours: {{light: {{focus: "#ffffff", tint: red}}}}\n')
    lines = said()
    assert "edges need 3 to 1" in lines[0] or "is not a colour such as" in lines[0]
    assert [line for line in lines if "'red' is not a colour such as #14181d or #fff" in line]


def test_every_pair_of_the_player_s_own_theme_is_apart() -> None:
    for scheme in theme.SCHEMES:
        own = theme.usual(scheme)
        assert [pair for pair in theme.WORDS if ratio(own[pair[0]], own[pair[1]]) < theme.PREFERRED] == []
        assert [pair for pair in theme.LINES if ratio(own[pair[0]], own[pair[1]]) < theme.EDGES] == []
    assert list(theme.weak(Colours())) == []
    named = {name.replace("_", "-") for name in Shades.model_fields}
    assert named <= set(theme.usual("light")) & set(theme.usual("dark"))


def test_a_ground_of_one_s_own_is_measured_against_every_word_on_it() -> None:
    (place, sentence, severity), *_ = theme.weak(Colours(light=Shades(card="#1b2130")))
    assert (place, severity) == (("colours", "light", "card"), Severity.ERROR)
    assert {"ink", "soft", "accent", "accent deep"} <= set(re.findall(r"([a-z]+(?: deep)?) \(", sentence))


def test_a_partner_s_colours_get_a_style_of_another_name_and_keep_to_their_scheme() -> None:
    plain, own = (
        files_for(Partner(colours=colours)) for colours in (Colours(), Colours(light=Shades(accent="#5b2a6b")))
    )
    names = [next(name for name in files if name.startswith("style-")) for files in (plain, own)]
    assert names[0] != names[1]
    assert names[1] in own["index.html"].decode()
    assert "@media not all and (prefers-color-scheme:dark){:root{--accent:#5b2a6b}" in own[names[1]].decode().replace(
        "\n", ""
    )


# --- logos --------------------------------------------------------------------------------------------------

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<rect onload="alert(1)" width="4" height="4"/>',
    "a link out": '<a href="https://evil.example/"><rect width="4" height="4"/></a>',
    "a script behind a link": '<use href="javascript:alert(1)"/>',
    "an old link out": '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/x.svg#a"/>',
    "a picture from outside": '<image href="https://evil.example/x.png" width="4" height="4"/>',
    "a foreign page": '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">x</div></foreignObject>',
    "something that moves": '<rect width="4" height="4"><animate attributeName="x" values="1;2"/></rect>',
    "something that sets": '<set attributeName="href" to="javascript:alert(1)"/>',
    "a style that reaches out": '<style>@import "https://evil.example/x.css";</style>',
    "a style with an escape": r"<style>rect{fill:u\72l(https://evil.example/)}</style>",
    "a fill from outside": '<rect fill="url(https://evil.example/#a)" width="4" height="4"/>',
    "a declaration from outside": '<rect style="fill:url(//evil.example/#a)" width="4" height="4"/>',
    "an element of nobody's": '<x:rect xmlns:x="urn:x"/>',
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_could_run_or_reach_out_is_left_out_of_a_logo_and_said(inside: str) -> None:
    safe, problems = made_safe(DRAWING.format(f"{inside}<circle r='3'/>").encode(), "logo.svg")
    assert [problem.severity for problem in problems][:1] == [Severity.WARNING]
    assert {etree.QName(element).localname for element in drawing(safe).iter()} <= ELEMENTS
    assert b"circle" in safe
    assert not re.search(rb"evil|javascript|alert|onload|@import|animate|foreign", safe)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "the logo has a DOCTYPE or entities; take them out"),
        (b"<svg", "not a readable SVG: "),
        (b"<svg/>", 'the outermost element must be <svg xmlns="http://www.w3.org/2000/svg">'),
        (b"", "the logo is empty or over 200 kB; make it smaller"),
        (b" " * 200_001, "the logo is empty or over 200 kB; make it smaller"),
        (f'<svg xmlns="{SVG}"/>'.encode(), "not a readable SVG, or one that does not say its size"),
    ],
)
def test_what_is_no_logo_is_refused(here: Path, content: bytes, sentence: str) -> None:
    (here / "courses" / "partners" / "logos" / "b.svg").write_bytes(content)
    write(here, f"{REAL}logo: logos/b.svg\n")
    with pytest.raises(Flawed) as raised:
        partnership.find("brackwater")
    (problem,) = raised.value.problems
    assert (problem.file, problem.message[: len(sentence)]) == ("courses/partners/logos/b.svg", sentence)


def test_a_logo_that_is_missing_or_elsewhere_is_refused(here: Path) -> None:
    write(here, f"{REAL}logo: logos/none.png\n")
    assert said()[0].endswith("none.png: error: the logo cannot be read: No such file or directory")
    write(here, f"{REAL}logo: ../../secret.svg\n")
    assert "is no logo; name a file beside this one" in said()[0]


def test_a_drawing_keeps_what_draws_it(tmp_path: Path) -> None:
    inside = '<style>.a{fill:#123}</style><g class="a" style="opacity:.5"><path d="M0 0h9"/></g><!-- made by hand -->'
    (tmp_path / "b.svg").write_text(DRAWING.format(inside), "utf-8")
    found, problems = logo(tmp_path / "b.svg", "b.svg")
    assert (problems, found.width, found.height) == ((), 40, 20)
    assert found.content.decode() == DRAWING.format(inside.replace("<!-- made by hand -->", ""))
    assert re.fullmatch(r"logo-[0-9a-f]{10}\.svg", found.name)


# --- what a partner asks for --------------------------------------------------------------------------------


def files_for(partner: Partner, folder: Path = FERRY) -> dict[str, bytes]:
    """A course's files for a partner."""
    read = manuscript(folder).for_partner(partner)
    assert read.course is not None
    return pages.files(read.course, read.media, "")


def course_for(text: str, here: Path, folder: Path = FERRY) -> Course:
    """A course for the partner in a file."""
    write(here, text)
    member = partnership.find("brackwater")
    found = manuscript(folder).for_partner(member.partner, member.logo).course
    assert found is not None
    return found


def test_pass_mark_and_rule_hold_for_all_courses_or_for_one(here: Path) -> None:
    own = course_for(f"{REAL}pass_mark: 90\ncompletion: passed\n", here)
    assert (own.pass_mark, own.completion) == (90, Completion.PASSED)
    own = course_for(f"{REAL}pass_mark: 90\ncourses: {{ferry: {{pass_mark: 70}}, tea: {{completion: passed}}}}\n", here)
    assert (own.pass_mark, own.completion) == (70, Completion.VIEWED_AND_PASSED)
    own = course_for(f"{REAL}courses: {{tea: {{pass_mark: 10}}}}\n", here)
    assert (own.pass_mark, own.completion) == (80, Completion.VIEWED_AND_PASSED)


def test_a_partner_takes_some_of_the_modules_in_the_course_s_order(here: Path) -> None:
    text = f"{REAL}courses: {{ferry: {{modules: [02-crossing]}}}}\n"
    own = course_for(text, here)
    assert [module.id for module in own.modules] == ["crossing"]
    assert own.minutes == own.modules[0].minutes


def test_a_choice_that_a_course_cannot_bear_is_said_in_the_partner_s_file(here: Path) -> None:
    invented.course(here / "courses" / "little", LINKED, invented.SHEET.replace("[one]", "[one, two]"))
    (here / "courses" / "little" / "modules" / "two.md").write_text(SECOND, "utf-8")
    assert manuscript(here / "courses" / "little").problems == ()
    write(here, f"{REAL}courses:\n  little: {{modules: [one]}}\n")
    result = run("partners", "check", "brackwater")
    assert result.exit_code == 1
    assert result.stdout.startswith("courses/partners/brackwater.yaml:6:12: error: little would break: ")
    assert "courses/little/modules/one.md, line 10" in result.stdout
    write(here, f"{REAL}courses:\n  little: {{modules: [tow]}}\n")
    assert "unknown module 'tow'; did you mean 'two'?" in run("partners", "check", "brackwater").stdout
    write(here, f"{REAL}courses:\n  little: {{completion: passed}}\n")
    assert ":6:12: error: little would break: 'passed' needs an assessment, or a knowledge check" in (
        run("partners", "check", "brackwater").stdout
    )
    assert run("build", "--all", "little", "--partner", "brackwater").exit_code == 1
    assert not (here / "dist").exists()


LINKED = """\
---
id: one
title: One
minutes: 1
objectives: {1a: Learn}
---

## First {#first}

Go on to [the second](#second).
""" + invented.END.replace("#the-end", "#one-end").replace("id: the-end", "id: one-end")
SECOND = """\
---
id: two
title: Two
minutes: 1
objectives: {2a: Learn more}
---

## Second {#second}

```choice
id: asked
objective: 2a
prompt: Is it the second?
options:
  - {id: it-is, text: It is, correct: true, feedback: It is.}
  - {id: it-is-not, text: It is not, feedback: It is.}
```
"""


def test_an_lms_knows_a_package_by_course_partner_and_cycle_alone() -> None:
    ours = [
        packaged.course(partner=Partner(id="dover", cycle=2027)),
        packaged.course(partner=Partner(id="dover", cycle=2027, name="Else"), version="9.0.0"),
        packaged.course(partner=Partner(id="dover", cycle=2028)),
        packaged.course(partner=Partner(id="thanet", cycle=2027)),
        packaged.course(),
    ]
    assert [course.identity for course in ours] == [
        "sea-safety.dover.2027",
        "sea-safety.dover.2027",
        "sea-safety.dover.2028",
        "sea-safety.thanet.2027",
        "sea-safety",
    ]
    for standard in STANDARDS.values():
        told = [
            standard.documents(course, ["index.html"], "index.html").values() for course in ours if standard.document
        ]
        found = [re.findall(rb'(?:identifier|id)="([^"]+)"', text) for documents in told for text in documents]
        assert [each == found[0] for each in found] == [True, True, False, False, False][: len(found)]


# --- a sample says so ---------------------------------------------------------------------------------------


def test_a_sample_says_so_at_the_head_of_the_page_and_others_do_not(here: Path) -> None:
    sample = files_for(Partner(report_contact="01632 960001"))["index.html"].decode()
    assert "<title>SAMPLE: Taking the ferry</title>" in sample
    assert '<p class="sample"><strong>SAMPLE</strong> Contacts and links in this copy are placeholders' in sample
    ready = files_for(Partner(report_contact="extension 4321"))["index.html"].decode()
    assert "SAMPLE" not in ready


def test_a_build_for_a_sample_is_said_to_be_one(here: Path) -> None:
    result = run("build", str(FERRY), "--partner", "dover", "--standard", "web")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "SAMPLE, with placeholders to be filled in: dover."


@pytest.mark.parametrize("course", WHOLE, ids=lambda sheet: sheet.parent.name)
def test_every_course_is_whole_for_every_partner(course: Path) -> None:
    read = manuscript(course.parent)
    for member in partnership.everyone() if PROOF else partnership.everyone()[:3]:
        own = read.for_partner(member.partner, member.logo).course
        assert own is not None
        assert "{{" not in pages.files(own, read.media, "")["index.html"].decode()
