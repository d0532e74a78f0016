"""The proof of every path: merging loses nothing, shares add up, findings are shown by a path."""

from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import library, paths, proving, rules, weighing
from game.authoring.problems import Flawed
from game.authoring.reading import Source, source_of
from game.checking import whole_document
from game.compiled import Compiled, State, compiled
from game.exploration import Exploration
from game.explore import Move, TooLarge, walked
from game.explored import explored, problems_of
from game.library import Loaded
from game.sampling import sampled
from tests.cases import EXAMPLES
from tests.game.invented import scenarios

FRIDAY = library.load(Path("tests/samples/scenarios/friday.yaml"))
TWO_ROUNDS = Path("tests/samples/scenarios/two-rounds.yaml")


class Naive:
    """Every path by plain recursion, nothing merged, nothing forgotten: slow and easy to believe."""

    def __init__(self, play: Compiled) -> None:
        self.play = play
        self.paths: Counter[int] = Counter()
        self.shares: dict[int, Fraction] = defaultdict(Fraction)
        self.standing = weighing.standing_of(play.scenario)
        self.stuck = 0
        self.swings: dict[int, float] = defaultdict(float)
        self.expected = self.walk(rules.begin(play), Fraction(1))

    def walk(self, state: State, share: Fraction) -> list[float]:
        """Count the paths from here; the expected final meters."""
        if rules.is_over(self.play, state):
            which = self.play.ending(state)
            self.paths[which] += 1
            self.shares[which] += share
            return list(map(float, state.meters))
        choices = rules.legal(self.play, state)
        if not choices:
            self.stuck += 1
            return list(map(float, state.meters))
        worths = []
        for choice in choices:
            worth = [0.0] * len(state.meters)
            for branch in rules.branches(self.play, state, choice):
                part = Fraction(branch.weight, branch.total)
                following = rules.after(self.play, state, choice, branch.falls)
                value = self.walk(following, share / len(choices) * part)
                worth = [total + float(part) * one for total, one in zip(worth, value, strict=True)]
            worths.append(worth)
        standings = [self.standing(worth) for worth in worths]
        self.swings[state.round] += float(share) * (max(standings) - min(standings))
        return [sum(column) / len(worths) for column in zip(*worths, strict=True)]


@settings(max_examples=60 * EXAMPLES)
@given(scenarios(wide=True) | scenarios())
def test_the_merged_walk_finds_exactly_what_plain_recursion_finds(loaded: Loaded) -> None:
    naive = Naive(loaded.play)
    walk = walked(compiled(loaded.scenario, forgetful=True))
    counts: Counter[int] = Counter()
    shares: dict[int, Fraction] = defaultdict(Fraction)
    for (which, _), end in walk.ends.items():
        counts[which] += end.paths
        shares[which] += Fraction(end.share, walk.scales.whole)
    assert counts == naive.paths
    assert shares == naive.shares
    assert bool(walk.stuck) == bool(naive.stuck)
    if not walk.stuck:
        assert sum(shares.values()) == 1
    found = weighing.weighed(walk)
    for number, weight in enumerate(found.rounds):
        assert weight.spread / walk.scales.at[number] == pytest.approx(naive.swings[number], abs=1e-6)


@settings(max_examples=40 * EXAMPLES)
@given(scenarios(wide=True), st.randoms(use_true_random=False))
def test_a_path_written_down_is_read_back_and_its_story_ends_where_the_rules_do(loaded: Loaded, chance: Random) -> None:
    play = loaded.play
    state, moves = rules.begin(play), []
    while not rules.is_over(play, state) and rules.legal(play, state):
        choice = chance.choice(rules.legal(play, state))
        branch = chance.choice(rules.branches(play, state, choice))
        steps = rules.story(play, state, choice, branch.falls)
        following = rules.after(play, state, choice, branch.falls)
        assert following.round > state.round
        assert following.hours >= state.hours
        assert (steps[-1].meters if steps else state.meters) == following.meters
        moves.append(Move(state.round, choice, branch.falls))
        state = following
    assert paths.read(play, paths.written(play, moves)) == tuple(moves)


def test_the_figures_of_the_sketch_are_those_counted_by_hand_of_the_rules() -> None:
    naive = Naive(FRIDAY.play)
    found = proving.proved(FRIDAY.scenario)
    assert found.exact
    assert found.paths == sum(naive.paths.values()) == 40
    assert [ending.share.paths for ending in found.endings] == [naive.paths[number] for number in range(3)]
    assert sum(share for _, share in found.standings) == pytest.approx(1)
    assert found.hinge == "saturday"
    assert found.percentile(found.best.standing) > 90
    assert found.percentile(found.worst.standing) < 10


def test_every_path_named_leads_where_it_says() -> None:
    found = proving.proved(FRIDAY.scenario)
    for ending in found.endings:
        assert end_of(FRIDAY, ending.path) == ending.id
    for extreme in (found.best, found.worst):
        assert end_of(FRIDAY, extreme.path) == extreme.ending


def end_of(loaded: Loaded, path: str) -> str:
    """The ending that a written path leads to."""
    state = rules.begin(loaded.play)
    for move in paths.read(loaded.play, path):
        state = rules.after(loaded.play, state, move.choice, move.falls)
    which = rules.ending(loaded.play, state)
    assert which is not None
    return loaded.scenario.endings[which].id


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("night:police", "'night:police': the round to decide here is 'first-hour'"),
        ("first-hour:isolat", "'first-hour:isolat': unknown option 'isolat'; did you mean 'isolate'?"),
        ("first-hour:wait", "'first-hour:wait': say how chance fell: one of /0, /1"),
        ("first-hour:isolate/3", "'first-hour:isolate/3': nothing is left to chance here"),
        ("first-hour:isolate night:pay", "'night:pay': 'pay' cannot be chosen here"),
        ("nonsense", "'nonsense': write a step as round:option, with /0 and so on for how chance fell"),
    ],
)
def test_a_path_that_cannot_be_is_refused_with_its_step(path: str, sentence: str) -> None:
    with pytest.raises(Flawed) as refused:
        paths.read(FRIDAY.play, path)
    assert [problem.message for problem in refused.value.problems] == [sentence]


def findings(change: dict[str, str], base: Path = TWO_ROUNDS) -> list[str]:
    """What exploration says of a sample with some text replaced."""
    text = source_of(base).text
    for old, new in change.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    document = whole_document(Source(text, ""))
    assert document.value is not None, document.problems
    problems = problems_of(document, proving.proved(document.value))
    return [f"{problem.line}: {problem.severity}: {problem.message}" for problem in problems]


def test_a_round_where_nothing_can_be_chosen_is_an_error_with_a_path() -> None:
    said = findings({"      - id: review\n": "      - id: review\n        when: wiped\n"})
    assert "47: error: on some paths nothing can be chosen in this round; path: lost:wait/0" in said


def test_what_no_path_meets_is_an_error() -> None:
    said = findings(
        {
            'when: chose("lost", "tell")': 'when: chose("lost", "tell") and wiped',
            "when: told}": "when: told and wiped}",
            "when: trust >= 60, title": "when: trust >= 99, title",
            "  cost: {title: Cost": "  idle: {title: Idle, start: 5}\n  cost: {title: Cost",
        }
    )
    assert "11: error: the meter 'idle' never moves" in said
    assert "46: error: the inject 'thanks' arrives on no path" in said
    assert "59: error: 'letter' can be chosen on no path" in said
    assert "65: error: no path leads to the ending 'calm'" in said


def test_options_that_are_dominated_or_never_best_are_named() -> None:
    said = findings({})
    assert any("'wait' is dominated: wherever both can be chosen, 'tell'" in line for line in said)
    assert not any("'tell' is never the best" in line for line in said), "a first round is met in one state only"
    said = findings({}, Path("tests/samples/scenarios/missing-van.yaml"))
    assert any("'nobody' is never the best: wherever it can be chosen, another option" in line for line in said)


def test_an_ending_that_nearly_every_path_comes_to_is_named() -> None:
    said = findings({"when: trust >= 60, title": "when: trust >= 31, title"})
    assert any("of paths lead to the ending 'calm'" in line for line in said)


def test_a_round_nobody_comes_to_and_a_clock_that_never_starts() -> None:
    friday = Path("tests/samples/scenarios/friday.yaml")
    said = findings({"when: not isolated or services < 70": "when: services < 0"}, friday)
    assert any("no path comes to the round 'saturday'" in line for line in said)
    assert any("the clock 'ico' never starts" in line for line in said)
    assert any("what 'nobody' does later happens on no path" in line for line in said)


def test_too_large_to_walk_is_sampled_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    with pytest.raises(TooLarge):
        proving.proved(FRIDAY.scenario, most=3)
    exact = explored(FRIDAY.scenario)
    sample = explored(FRIDAY.scenario, most=3, plays=4000)
    assert (exact.exact, sample.exact, sample.hinge) == (True, False, "")
    for known, guessed in zip(exact.endings, sample.endings, strict=True):
        assert guessed.share.low <= guessed.share.value <= guessed.share.high
        assert guessed.share.low - 0.01 <= known.share.value <= guessed.share.high + 0.01
    assert sampled(FRIDAY.scenario, plays=4000) == sampled(FRIDAY.scenario, plays=4000)
    assert sampled(FRIDAY.scenario, plays=4000, seed=2) != sample


def test_results_are_kept_and_a_damaged_one_is_worked_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    told: list[str] = []
    first = explored(FRIDAY.scenario, told.append)
    assert told
    told.clear()
    assert explored(FRIDAY.scenario, told.append) == first
    assert told == []
    (kept,) = (tmp_path / "explored").iterdir()
    kept.write_text("{}", "utf-8")
    assert explored(FRIDAY.scenario, told.append) == first
    assert told
    assert Exploration.model_validate_json(kept.read_bytes()) == first
