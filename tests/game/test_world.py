"""What happens between decisions: hours, clocks, laters, happenings, skipped rounds, choices of several."""

import json
from typing import Any

import pytest

from game import rules, wording
from game.authoring.reading import Source
from game.checking import checked
from game.compiled import IDLE, LATE, OVER, RUNNING, Compiled, State, compiled


def option(identifier: str, **keys: Any) -> dict[str, Any]:
    """An option with only what the story needs."""
    return {"id": identifier, "text": identifier, "outcome": "So.", **keys}


def play_of(*rounds: list[dict[str, Any]], keys: tuple[dict[str, Any], ...] = (), **top: Any) -> Compiled:
    """A scenario with these rounds of options; `keys` are added to the rounds, `top` to the scenario."""
    written = {
        "format": 1,
        "title": "T",
        "summary": "S",
        "minutes": 60,
        "organisation": {"name": "N"},
        "meters": {"trust": {"title": "Trust", "start": 50}},
        "flags": ["aware", "told", "late", "odd"],
        "rounds": [
            {"id": f"r{n}", "title": "R", "situation": "S.", "question": "Q?", "options": options}
            | (keys[n] if n < len(keys) else {})
            for n, options in enumerate(rounds)
        ],
        "endings": [{"id": "end", "title": "E", "text": "E."}],
        **top,
    }
    scenario, problems = checked(Source(json.dumps(written), ""))
    assert scenario is not None, problems
    return compiled(scenario)


def played(play: Compiled, *choices: rules.Choice, falls: tuple[int, ...] = ()) -> State:
    """The state after some choices."""
    state = rules.begin(play)
    for choice in choices:
        state = rules.after(play, state, choice, falls)
    return state


IDLE_OPTION = option("z")
ICO = {
    "ico": {
        "title": "Tell the ICO",
        "hours": 72,
        "starts": "aware",
        "stops": "told",
        "missed": {"text": "Late.", "effects": {"trust": -20}, "sets": ["late"]},
    }
}


def test_hours_pass_and_a_round_s_own_hour_moves_time_forward_never_back() -> None:
    rounds = [
        [option("a", hours=3), option("b", hours=30)],
        [option("a", hours=1), IDLE_OPTION],
        [option("a"), IDLE_OPTION],
    ]
    play = play_of(*rounds, keys=({}, {"hour": 24}, {"hour": 2}))
    assert played(play, (0,)).hours == 24
    assert played(play, (1,)).hours == 30
    assert played(play, (0,), (0,)).hours == 25


def test_a_clock_starts_when_its_flag_is_set_before_the_option_s_hours_and_is_missed_when_they_pass_its_limit() -> None:
    wait = [option("wait", hours=72), option("longer", hours=72.25), option("tell", hours=80, sets=["told"])]
    play = play_of(
        [option("learn", hours=0, sets=["aware"]), IDLE_OPTION], wait, [option("a"), IDLE_OPTION], clocks=ICO
    )
    assert rules.begin(play).clocks == ((IDLE, 0),)
    assert played(play, (0,)).clocks == ((RUNNING, 0),)
    on_time, late, told = (played(play, (0,), (n,)) for n in range(3))
    assert (on_time.clocks, on_time.meters) == (((RUNNING, 0),), (50,))
    assert (late.clocks, late.meters) == (((OVER, LATE),), (30,))
    assert late.marks & 0b0100, "what missing it sets is set"
    assert told.clocks == ((OVER, 72),), "the option's effects come before its hours"


def test_a_clock_already_stopped_when_it_would_start_never_runs() -> None:
    play = play_of(
        [option("both", sets=["aware", "told"], hours=100), IDLE_OPTION], [option("a"), IDLE_OPTION], clocks=ICO
    )
    assert played(play, (0,)).clocks == ((OVER, 72),)


def test_a_condition_may_ask_how_many_hours_a_clock_has_left() -> None:
    second = [option("hurry", when="ico < 24", sets=["told"]), IDLE_OPTION]
    play = play_of([option("learn", hours=50, sets=["aware"]), option("b", hours=50)], second, clocks=ICO)
    assert rules.legal(play, played(play, (0,))) == ((0,), (1,))
    assert rules.legal(play, played(play, (1,))) == ((1,),)


def test_the_move_to_a_round_s_own_hour_can_miss_a_clock() -> None:
    play = play_of(
        [option("learn", sets=["aware"]), IDLE_OPTION], [option("a"), IDLE_OPTION], keys=({}, {"hour": 100}), clocks=ICO
    )
    assert played(play, (0,)).clocks == ((OVER, LATE),)


def test_flags_that_a_round_sets_start_clocks_as_it_begins() -> None:
    play = play_of(
        [option("a", hours=5), IDLE_OPTION], [option("a"), IDLE_OPTION], keys=({}, {"sets": ["aware"]}), clocks=ICO
    )
    assert played(play, (0,)).clocks == ((RUNNING, 5),)


def test_when_the_last_round_is_over_the_clocks_run_on() -> None:
    play = play_of([option("learn", sets=["aware"]), IDLE_OPTION], clocks=ICO, ends_after=73)
    assert played(play, (0,)).clocks == ((OVER, LATE),)
    assert played(play, (0,)).hours == 73


def test_laters_count_rounds_played_not_skipped_and_what_is_pending_happens_at_the_end() -> None:
    later = {"rounds": 1, "text": "L", "effects": {"trust": -10}}
    rounds = [
        [option("a", later=later), option("far", later={**later, "rounds": 9})],
        [option("a"), IDLE_OPTION],
        [option("a"), IDLE_OPTION],
    ]
    play = play_of(*rounds, keys=({}, {"when": "odd"}))
    assert played(play, (0,)).round == 2, "the second round is skipped"
    assert played(play, (0,)).meters == (50,)
    assert played(play, (0,), (0,)).meters == (40,)
    assert played(play, (1,), (0,)).meters == (40,)


def test_a_later_asks_its_condition_when_it_is_due() -> None:
    later = {"rounds": 1, "when": "not told", "effects": {"trust": -10}}
    play = play_of(
        [option("a", later=later), IDLE_OPTION],
        [option("tell", sets=["told"]), IDLE_OPTION],
        [IDLE_OPTION, option("b")],
    )
    assert played(play, (0,), (0,)).meters == (50,)
    assert played(play, (0,), (1,)).meters == (40,)


def test_a_happening_happens_once_as_soon_as_it_can() -> None:
    happening = {"id": "press", "when": "trust < 45", "effects": {"trust": -10}}
    rounds = [[option("bad", effects={"trust": -10}), IDLE_OPTION]] * 3
    play = play_of(*rounds, happenings=[happening])
    assert played(play, (1,)).meters == (50,)
    assert played(play, (1,), (0,)).meters == (30,)
    assert played(play, (1,), (0,), (0,)).meters == (20,)


def test_a_happening_may_wait_for_one_round_and_leave_its_size_to_chance() -> None:
    chances = [{"weight": 1, "effects": {"trust": -5}}, {"weight": 3, "effects": {"trust": -25}}]
    play = play_of(
        [option("a"), IDLE_OPTION],
        [option("a"), IDLE_OPTION],
        happenings=[{"id": "p", "after": "r1", "chances": chances}],
    )
    state = played(play, (0,))
    assert [(one.falls, one.weight, one.total) for one in rules.branches(play, state, (0,))] == [
        ((0,), 1, 4),
        ((1,), 3, 4),
    ]
    assert rules.after(play, state, (0,), (1,)).meters == (25,)


def test_next_goes_forward_and_skips_what_lies_between() -> None:
    play = play_of(
        [option("jump", next="r2"), option("stop", next="end"), IDLE_OPTION],
        [IDLE_OPTION, option("b")],
        [IDLE_OPTION, option("b")],
    )
    assert played(play, (0,)).round == 2
    assert rules.is_over(play, played(play, (1,)))
    assert played(play, (2,)).round == 1


SEVERAL = [
    option("a", price=30, hours=2, effects={"trust": "=10"}),
    option("b", price=40, hours=5, effects={"trust": 5}),
    option("c", price=80, hours=1),
    option("d", alone=True, hours=9),
]


def test_choices_of_several_are_the_sets_that_number_budget_and_alone_allow() -> None:
    play = play_of(SEVERAL, [IDLE_OPTION, option("b")], keys=({"choose": {"up_to": 2, "budget": 100}},))
    assert rules.legal(play, rules.begin(play)) == ((0,), (1,), (2,), (3,), (0, 1))
    with_none = play_of(
        SEVERAL, [IDLE_OPTION, option("b")], keys=({"choose": {"up_to": 2, "budget": 100, "none": True}},)
    )
    assert rules.legal(with_none, rules.begin(with_none))[0] == ()


@pytest.mark.parametrize(("sequential", "hours"), [(False, 5), (True, 7)])
def test_effects_of_several_apply_in_file_order_and_hours_are_the_longest_or_the_sum(
    sequential: bool, hours: float
) -> None:
    play = play_of(SEVERAL, [IDLE_OPTION, option("b")], keys=({"choose": {"up_to": 2, "sequential": sequential}},))
    state = played(play, (0, 1))
    assert (state.meters, state.hours) == ((15,), hours)


def test_the_story_of_a_choice_names_every_step_in_the_order_of_the_rules() -> None:
    play = play_of(
        [option("learn", sets=["aware"], hours=80, later={"rounds": 1}), IDLE_OPTION],
        [option("a", hours=1), IDLE_OPTION],
        clocks=ICO,
        happenings=[{"id": "h", "when": "late"}],
    )
    state = rules.begin(play)
    assert [step.kind for step in rules.story(play, state, (0,))] == ["option", "missed", "happening"]
    assert [step.kind for step in rules.story(play, played(play, (0,)), (0,))] == ["option", "later"]


def test_a_screen_counts_hours_as_long_as_people_do_and_no_longer_than_the_author_says_the_day() -> None:
    long = [option("a", hours=99), option("b", hours=100)]
    short = [option("a"), IDLE_OPTION]

    def shown(choice: int, **keys: str) -> str:
        play = play_of(long, short, keys=({}, keys), clocks=ICO)
        state = played(play, (choice,))
        return wording.time(play.scenario.rounds[1], play, state)

    assert shown(0, time="Monday 09:00") == "Monday 09:00, hour 99"
    assert shown(1, time="Monday 10:00") == "Monday 10:00"
    assert shown(1) == "hour 100"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "0 hours"),
        (0.5, "30 minutes"),
        (1, "1 hour"),
        (34.25, "34¼ hours"),
        (2.75, "2¾ hours"),
        (1320, "1,320 hours"),
        (2.1, "2.1 hours"),
    ],
)
def test_hours_are_said_as_people_say_them(hours: float, words: str) -> None:
    assert wording.in_hours(hours) == words


@pytest.mark.parametrize(
    ("limit", "hours", "words"),
    [
        (72, 2.75, "69¼ of 72 hours left"),
        (72, 71.25, "45 minutes of 72 hours left"),
        (72, 72, "0 of 72 hours left"),
        (1, 0, "1 of 1 hour left"),
        (0.5, 0.25, "15 minutes of 30 minutes left"),
    ],
)
def test_less_than_an_hour_is_said_in_minutes_beside_a_deadline_in_hours(
    limit: float, hours: float, words: str
) -> None:
    play = play_of([option("a"), IDLE_OPTION], clocks={"ico": {**ICO["ico"], "hours": limit}})
    state = rules.begin(play)._replace(clocks=((RUNNING, 0.0),), hours=hours)
    assert list(wording.deadlines(play, state)) == [f"Tell the ICO: {words}"]


@pytest.mark.parametrize(("number", "figure"), [(0.5, "½"), (-0.5, "-½"), (-3, "-3"), (69.25, "69¼"), (9.96, "10")])
def test_a_number_is_written_with_the_signs_of_quarters(number: float, figure: str) -> None:
    assert wording.figure(number) == figure
