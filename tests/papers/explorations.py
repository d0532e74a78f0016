"""What the stories about papers share: a small scenario of our own, explored, and one with words that attack."""

from functools import cache
from pathlib import Path

from game.authoring.reading import Source
from game.exploration import Exploration
from game.library import loaded
from game.papers import map
from game.proving import proved
from game.sampling import sampled
from game.scenario import Scenario

VAN = Path("tests/samples/scenarios/missing-van.yaml")
ATTACK = """</title></style><script>alert(1)</script><img src=x onerror=alert(2)>"'{{ 7*7 }}&amp;"""


def read(text: str) -> Scenario:
    """A scenario from its text."""
    return loaded("missing-van", Source(text, "missing-van.yaml")).scenario


@cache
def van() -> tuple[Scenario, Exploration]:
    """The sample: a clock, a round that can be skipped, jumps, a choice of several; every path walked."""
    scenario = read(VAN.read_text("utf-8"))
    return scenario, proved(scenario)


@cache
def sampled_van() -> tuple[Scenario, Exploration]:
    """The same, as if it were too large to walk."""
    scenario, _ = van()
    return scenario, sampled(scenario, plays=500, seed=7)


@cache
def hostile_van() -> tuple[Scenario, Exploration]:
    """The same with words that attack wherever an author may write some, and words too long for any place."""
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    text = VAN.read_text("utf-8")
    for words in ("The van on Mill Lane", "A charity's van is gone, and with it a box of case files.", "An empty space",
                  "Monday 07:30", "Ring the police and list what was in it", "Tell the ICO", "UK GDPR Article 33(1)",
                  "Families' trust", "Thin ice"):  # fmt: skip
        assert words in text
        text = text.replace(words, quoted)
    text = text.replace("A call from the scrapyard", "Wednesday" * 40).replace("The short version", "Ab " * 300)
    scenario = read(text)
    return scenario, proved(scenario)


@cache
def page_of(which: str) -> str:
    """The map of one of them, by name."""
    scenario, found = {"van": van, "sampled": sampled_van, "hostile": hostile_van}[which]()
    return map.page(scenario, found, "missing-van")
