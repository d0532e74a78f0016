"""The printed pack: everything to play from paper, each sheet for whom it is meant, and nothing that reaches out."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from game import library
from game.authoring.prose import to_plain
from game.papers import pack, pack_page, wordfile
from game.papers.blocks import Grid, Heading, Paper, Prose, Slips, Words
from game.scenario import Scenario
from tests import tools
from tests.game.test_cli import siro
from tests.papers import typed
from tests.papers.explorations import ATTACK, hostile_van, van
from tests.papers.test_map import tree

KINDS = {"van": van, "hostile": hostile_van}


@cache
def paper_of(which: str) -> Paper:
    """One of the packs."""
    return pack.pack(*KINDS[which]())


@cache
def flagship() -> Scenario:
    """The flagship's scenario."""
    return library.load(library.find(library.FLAGSHIP)).scenario


def sheets(paper: Paper) -> dict[str, str]:
    """The words of each sheet, under its heading of level 1."""
    found: dict[str, str] = {}
    name = ""
    for block in paper.blocks:
        match block:
            case Heading(1, text):
                name = text
            case Heading(text=text) | Words(text=text) | Prose(text=text):
                found[name] = f"{found.get(name, '')}\n{text}"
            case Grid():
                cells = "\n".join("\n".join(row) for row in (block.head, *block.rows))
                found[name] = f"{found.get(name, '')}\n{cells}"
            case Slips():
                words = "\n".join(f"{slip.title}\n{slip.text}\n{slip.foot}" for slip in block.slips)
                found[name] = f"{found.get(name, '')}\n{words}"
    return found


def test_every_round_has_its_sheet_its_messages_and_its_ballots() -> None:
    scenario = flagship()
    found = sheets(pack.pack(scenario))
    for number, each in enumerate(scenario.rounds, start=1):
        sheet = found[f"Round {number}: {each.title}"]
        assert pack.papered(scenario, each.situation) in sheet
        assert each.question in sheet
        assert [option.text for option in each.options if option.text not in sheet] == []
        assert [one.sender for one in each.injects if one.sender not in found[f"Messages in round {number}"]] == []
        assert found[f"Ballot slips for round {number}"].count(each.title) == pack.BALLOTS
    assert [role.title for role in scenario.roles.values() if role.title not in found["Role cards"]] == []
    assert {"Sign-in sheet", "Decision log", "Lessons and actions", "Meters and hours"} <= set(found)


def test_what_a_choice_does_is_in_the_facilitators_part_only() -> None:
    scenario = flagship()
    found = sheets(pack.pack(scenario))
    guide = found.pop("Facilitator's guide")
    rest = "\n".join(found.values())
    secrets = [option.outcome for each in scenario.rounds for option in each.options if option.outcome]
    secrets += [each.notes for each in scenario.rounds] + [ending.text for ending in scenario.endings]
    assert len(secrets) > 30
    for secret in (pack.papered(scenario, one) for one in secrets):
        assert secret in guide
        assert secret not in rest


def test_nothing_is_left_for_the_program_to_fill_in() -> None:
    text = "\n".join(sheets(pack.pack(flagship())).values()) + "\n".join(sheets(paper_of("van")).values())
    assert "{{" not in text
    assert 'chose("' not in text, "conditions name rounds and letters"


def test_effects_and_chance_are_told_as_they_are_drawn() -> None:
    scenario = flagship()
    option = scenario.rounds[0].options[1]
    assert pack.effects(scenario, option).startswith("Services running −20%; People and data safe −15")
    (drawn,) = [block for block in pack.consequence(scenario, option, False) if isinstance(block, Grid)]
    total = sum(one.weight for one in option.chances)
    assert drawn.rows[0][1].startswith("1")
    assert drawn.rows[-1][1].endswith(str(total)), "every number has its way"


@pytest.mark.parametrize("which", ["van", "hostile"])
def test_the_page_runs_nothing_and_reaches_nowhere(which: str) -> None:
    text = pack_page.page(paper_of(which))
    page = tree(text)
    assert page.xpath("//script | //img | //link | //iframe | //@onerror | //@style") == []
    assert [link for link in page.xpath("//@href | //@src") if not link.startswith("#")] == []
    style = page.xpath("//style")[0].text
    assert b64encode(sha256(style.encode()).digest()).decode() in text
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    if which == "hostile":
        assert ATTACK.split("{{", maxsplit=1)[0] in " ".join(page.itertext())


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(served: tools.Serve, new_page: tools.NewPage, width: int, scheme: str) -> None:
    page = new_page(
        served({"index.html": pack_page.page(paper_of("van"))}),
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
    )
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_each_sheet_begins_a_page_of_its_own(served: tools.Serve, new_page: tools.NewPage) -> None:
    page = new_page(served({"index.html": pack_page.page(paper_of("van"))}))
    printed = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    new = [block for block in paper_of("van").blocks if isinstance(block, Heading) and block.on_new_page]
    assert pages > len(new) > 15


@pytest.mark.parametrize("which", ["van", "hostile"])
def test_the_word_file_says_the_same_and_word_has_nothing_to_say(which: str) -> None:
    paper = paper_of(which)
    raw = wordfile.written(paper)
    assert typed.complaints(raw) == []
    assert raw == wordfile.written(paper)
    written = [(block.level, " ".join(block.text.split())) for block in paper.blocks if isinstance(block, Heading)]
    assert [(level, " ".join(text.split())) for level, text in typed.headings(raw)] == written
    text = " ".join("\n".join(typed.told(raw)).split())
    scenario = KINDS[which]()[0]
    missing = [each.id for each in scenario.rounds if to_plain(each.notes).split("\n")[0].strip() not in text]
    assert missing == []


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    van_file = "tests/samples/scenarios/missing-van.yaml"
    done = siro(tmp_path, "pack", van_file, "--out", str(tmp_path / "out"), "--quick")
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "missing-van-pack.docx",
        "missing-van-pack.html",
    ]
    assert siro(tmp_path, "pack", van_file, "--format", "pdf").returncode == 2
    assert siro(tmp_path, "pack", "no-such").returncode == 1
