"""Briefings: what authors write, what is wrong with it, and how one is shown line by line."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from game import library, reading_out, slides
from game.authoring.problems import Flawed, printed
from game.authoring.reading import Source, planted, source_of
from game.briefing import Briefing
from game.checking.slides import MOST_WORDS, is_briefing, whole_briefing
from game.cli import main
from game.schema import briefing_schema
from game.slides import Showing

SAMPLE = Path("tests/samples/briefings/buses.yaml").resolve()
OURS = sorted(Path("scenarios/briefings").resolve().glob("*.yaml"))
EDITOR = Draft7Validator(json.loads(briefing_schema()), format_checker=Draft7Validator.FORMAT_CHECKER)


class Today(date):
    """The day on which our briefings were last read through."""

    @classmethod
    def today(cls) -> "Today":
        return cls(2026, 11, 23)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.checking.slides.date", Today)
    monkeypatch.setattr("game.reading_out.date", Today)


def problems(was: str = "", now: str = "") -> list[str]:
    """What is wrong with the sample once this is changed in it."""
    text = source_of(SAMPLE).text
    assert was in text
    return [
        printed(one) for one in whole_briefing(Source(text.replace(was, now) if was else text, "buses.yaml")).problems
    ]


def shown(*answers: str) -> str:
    """The sample as it is read out to somebody who types these lines."""
    said: list[str] = []
    typed = iter(answers)
    reading_out.run(Showing(library.load_briefing(SAMPLE)), lambda prompt: next(typed, None), said.append)
    return "\n".join(said)


def test_the_sample_has_no_problem() -> None:
    assert problems() == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_briefings_have_no_problem_and_are_underlined_nowhere(path: Path) -> None:
    assert [printed(one) for one in whole_briefing(source_of(path)).problems] == []
    assert [error.message for error in EDITOR.iter_errors(planted(source_of(path)).value)] == []


def test_the_long_update_and_the_short_one_are_as_long_as_they_say() -> None:
    known = {path.stem: library.load_briefing(path) for path in OURS}
    assert (len(known["risk-update"].slides), known["risk-update"].minutes) == (18, 25)
    assert (len(known["risk-update-short"].slides), known["risk-update-short"].minutes) == (5, 5)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "      source: Depot log\n      year: 2025\n",
            "      source: Depot log\n",
            "buses.yaml:11:5: error: the key 'year'",
        ),
        ("      source: Town survey\n", "", "the key 'source' is missing"),
        ("kind: line", "kind: pie", "error: 'kind' must be 'bars', 'line' or 'share', not 'pie'"),
        ("title: Thank you", "titel: Thank you", "unknown key 'titel'; did you mean 'title'?"),
        (
            "review_by: 2099-12-31",
            "review_by: 2026-11-22",
            "warning: the figures were to be checked again by 2026-11-22",
        ),
        ("minutes: 4\n", "minutes: 5\n", "warning: the slides take 4 minutes together, and the briefing says 5"),
        ("title: Thank you", "title: Buses are late", "error: there is a slide before with the title 'Buses are late'"),
        ("- One driver in six is off sick", f"- {'on and ' * 60}on", "people stop listening at about 60"),
        (
            "    poll:\n",
            "    points: [12 buses]\n    poll:\n",
            "warning: a number without a source; name it under 'sources'",
        ),
        ("label: Winter", "label: Autumn", "error: there is a row before with the label 'Autumn'"),
        ("{label: By bus, value: 61}", "{label: By bus, value: 161}", "error: a share is 0 to 100, not 161"),
        ("        - I walk\n", "        - By bus\n", "error: the answer 'By bus' stands there twice"),
        ("    notes: Say it twice.\n", "", "warning: 'Thank you' has no notes for the speaker"),
    ],
)
def test_a_mistake_is_said_with_its_place_and_its_mend(was: str, now: str, said: str) -> None:
    found = problems(was, now)
    assert any(said in one for one in found), found


def test_a_slide_of_sixty_words_is_still_fine() -> None:
    longest = max(len(slide.shown.split()) for path in OURS for slide in library.load_briefing(path).slides)
    assert longest <= MOST_WORDS


def test_a_file_is_known_for_a_briefing_by_its_slides() -> None:
    assert is_briefing(source_of(SAMPLE))
    assert is_briefing(Source("titel: Nothing yet\n", "scenarios/briefings/new.yaml"))
    assert not is_briefing(source_of(Path("scenarios/taster.yaml")))
    assert not is_briefing(Source("titel: Nothing yet\n", "scenarios/new.yaml"))


def test_check_and_list_know_briefings_beside_scenarios() -> None:
    known = CliRunner().invoke(main, ["list"]).stdout
    assert "risk-update\tCyber risk update for SIROs (briefing, 18 slides, 25 minutes)\t" in known
    assert CliRunner().invoke(main, ["check", "--strict", "risk-update", "risk-update-short"]).exit_code == 0
    wrong = CliRunner().invoke(main, ["check", "risk-updat"])
    assert wrong.exit_code == 1
    assert "unknown scenario or briefing 'risk-updat'; did you mean 'risk-update'?" in wrong.stdout


def test_a_briefing_of_one_s_own_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "siro" / "scenarios" / "briefings"
    own.mkdir(parents=True)
    (own / "buses.yaml").write_text(SAMPLE.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("SIRO_HOME", str(tmp_path / "siro"))
    done = CliRunner().invoke(main, ["brief", "buses", "--plain"], input="\n")
    assert done.exit_code == 0
    assert "Slide 2 of 4: How people travel" in done.stdout
    with pytest.raises(Flawed, match="unknown briefing 'buzes'; did you mean 'buses'"):
        library.find_briefing("buzes")


def test_it_is_read_out_slide_by_slide_with_figures_as_words() -> None:
    said = shown("", "", "", "")
    assert "Slide 1 of 4: Buses are late" in said
    assert "18 minutes: how late the average bus is" in said
    assert "  By bus: 61%" in said
    assert "Source: Town survey, 2025; Depot log, 2026." in said
    assert "Say it twice." not in said


def test_the_speaker_asks_for_notes_goes_back_and_counts_hands() -> None:
    said = shown("notes", "slide 3", "A 5, B 2", "back", "slide 9", "D 1", "nonsense", "list", "help", "quit", "")
    assert "Pause after the number." in said
    assert "About 1 minute for this slide; 4 minutes left with it." in said
    assert "A. By bus (5 hands)" in said
    assert "C. I walk (0 hands)" in said
    assert "Not possible: there is no such slide; type list for all of them." in said
    assert "Not possible: there is no answer D on this slide." in said
    assert "Not possible: 'nonsense' is not understood; type help for what is." in said
    assert "4. Thank you" in said


def test_what_the_room_said_to_a_poll_stays_with_its_slide() -> None:
    showing = Showing(library.load_briefing(SAMPLE), 2).with_hands((1, 2, 3))
    assert showing.at(0).counted == ()
    assert showing.at(0).at(2).counted == (1, 2, 3)
    assert showing.at(99).is_last
    assert showing.at(-1).number == 0


def test_a_review_date_that_has_passed_is_said_and_one_to_come_is_not() -> None:
    showing = Showing(library.load_briefing(OURS[0]))
    assert not [line for line in slides.lines(showing, date(2027, 2, 28)) if "review" in line]
    late = list(slides.lines(showing, date(2027, 3, 1)))
    assert late[-1] == "Check these figures: review was due by 28 February 2027."


def test_every_key_of_the_schema_is_described() -> None:
    whole = json.loads(briefing_schema())
    Draft7Validator.check_schema(whole)
    assert whole["title"] == "A briefing for `siro brief`"
    parts = {**whole["definitions"], "Briefing": whole}
    assert set(parts) == {"Slide", "Figure", "Chart", "Row", "Poll", "Sourced", "Briefing"}
    for name, part in parts.items():
        assert [key for key, one in part["properties"].items() if not one["description"].endswith(".")] == [], name


def test_values_are_written_as_people_write_them() -> None:
    briefing = Briefing.model_validate(planted(source_of(SAMPLE)).value)
    chart = briefing.slides[3].chart
    assert chart is not None
    assert [chart.said(row) for row in chart.rows] == ["£1.2m", "about nothing", "£3m"]


def test_a_console_without_a_terminal_and_a_name_nobody_knows_are_said_in_a_sentence() -> None:
    piped = CliRunner().invoke(main, ["brief", str(SAMPLE)])
    assert piped.exit_code == 2
    assert "the console needs a terminal; use --plain in a pipe" in piped.stderr
    unknown = CliRunner().invoke(main, ["brief", "risk-updat", "--plain"])
    assert unknown.exit_code == 1
    assert "unknown briefing 'risk-updat'; did you mean 'risk-update'?" in unknown.stderr
