"""A whole workshop in a real browser: two tables, four phones and the wall, one facilitator, one crash."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from game import journal
from game.events import Voted
from tests.room.facilitator import Facilitator, Way
from tests.room.stage import port_of_its_own, until
from tests.tools import NewContext, NewPage, Watch

SCENARIO = "tests/room/locked-drawer.yaml"
ROOM = ("--voting", "phones", "--roles", "--table", "North:3", "--table", "South:1", "--seed", "1")
ELSEWHERE = ("NOTESFIRST", "ONDEMANDINJECT", "LATERTITLE", "LATERQUESTION", "HIDDENOPTION", "ENDINGGOOD")
"""What nobody may know yet in the first round."""


@pytest.fixture
def facilitator(tmp_path: Path) -> Iterator[list[Facilitator]]:
    """Whoever is at the keyboard; nobody is left behind."""
    seated: list[Facilitator] = []
    yield seated
    for one in seated:
        one.stop()


def come_in(page: Page, way: Way, name: str, table: str, role: str) -> None:
    """Type the code, then who one is and where one sits."""
    page.goto(way.address)
    page.get_by_label("Code").fill(way.code.lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your table").select_option(table)
    page.get_by_label("Your role").select_option(role)
    page.get_by_role("button", name="Come in").click()
    sees(page, "You are in.")


def sees(page: Page, words: str) -> None:
    """The page shows these words, or comes to."""
    expect(page.locator("main")).to_contain_text(words)


def looks(page: Page) -> None:
    """Without a script, one looks again by hand."""
    page.get_by_role("link", name="Look again for news").click()


def vote(page: Page, words: str, button: str = "Vote") -> None:
    """Choose, and send it."""
    page.get_by_label(words).check()
    page.get_by_role("button", name=button, exact=True).click()


@dataclass
class Workshop:
    """Who is there. Ann's phone can lose its line; Ben's runs no script."""

    jo: Facilitator
    pocket: BrowserContext
    ann: Page
    ben: Page
    cleo: Page
    dev: Page
    wall: Page

    def begins(self, way: Way) -> None:
        """Everybody comes in, two of them by the same name."""
        sees(self.wall, way.code.replace(" ", ""))
        come_in(self.ann, way, "Ann", "North", "chair")
        come_in(self.ben, way, "Ben", "North", "clerk")
        come_in(self.cleo, way, "Cleo", "South", "")
        come_in(self.dev, way, "Ann", "North", "clerk")
        sees(self.dev, "Ann 2")
        sees(self.wall, "4 joined")
        until(lambda: "  Ann 2, Clerk: here" in self.jo.type("room", "Press Enter"), "Ann 2's page")

    def reads(self) -> None:
        """The first round: what is for one role is on that role's phones and nowhere else."""
        self.jo.type("", "What first?")
        sees(self.ann, "INJECTCHAIR")
        sees(self.dev, "INJECTCLERK")
        looks(self.ben)
        sees(self.ben, "INJECTCLERK")
        sees(self.wall, "The drawer is locked.")
        for page, others in ((self.ann, "INJECTCLERK"), (self.ben, "INJECTCHAIR"), (self.dev, "INJECTCHAIR")):
            assert others not in page.content()
        for word in ("INJECTCHAIR", "INJECTCLERK"):
            assert word not in self.wall.content()
        for page in (self.ann, self.ben, self.cleo, self.dev, self.wall):
            assert [word for word in ELSEWHERE if word in page.content()] == []

    def votes(self) -> None:
        """North votes. One phone loses its line, and comes back to the same place and the same vote."""
        self.jo.type("", "The vote is open")
        vote(self.ann, "Look for it")
        sees(self.ann, "Your vote is in: A")
        self.pocket.set_offline(True)
        expect(self.ann.locator("#line")).to_contain_text("Not connected")
        vote(self.dev, "Tell the board")
        sees(self.dev, "Your vote is in: B")
        self.pocket.set_offline(False)
        expect(self.ann.locator("#line")).to_be_empty()
        sees(self.ann, "Your vote is in: A")
        assert "2 of 3 have voted" in self.jo.type("again", "The vote is open")
        for page in (self.ann, self.dev, self.wall):
            assert "1 vote" not in page.content(), "how it falls is nobody's to know yet"

    def goes_on(self) -> None:
        """After the laptop died in the middle of the vote: the phones have waited, and go on where they were."""
        assert "2 of 3 have voted" in self.jo.said
        for page in (self.ann, self.dev, self.wall):
            expect(page.locator("#line")).to_be_empty()
        sees(self.ann, "Your vote is in: A")
        self.ann.get_by_text("Change my vote").first.click()
        vote(self.ann, "Tell the board", "Change my vote to this")
        sees(self.ann, "Your vote is in: B")
        looks(self.ben)
        vote(self.ben, "Wait")
        sees(self.ben, "Your vote is in: C")

    def decides(self) -> None:
        """Close, reveal, decide. The wall holds North's outcome until South has decided too."""
        self.jo.type("", "Press Enter to reveal")
        sees(self.ann, "The vote is closed.")
        assert "B. 2 votes (leads)" in self.jo.type("", "Press Enter to take the decision")
        sees(self.dev, "2 votes")
        self.jo.type("", "Press Enter to go on")
        sees(self.ann, "OUTCOMETELL")
        expect(self.wall.locator("body")).to_contain_text("decided")
        for page in (self.wall, self.cleo):
            assert "OUTCOMETELL" not in page.content()
        assert "South:" in self.jo.type("", "open the vote")
        self.jo.type("", "The vote is open")
        vote(self.cleo, "Wait")
        sees(self.cleo, "Your vote is in: C")
        self.jo.type("", "Press Enter to reveal")
        self.jo.type("", "Press Enter to take the decision")
        self.jo.type("", "Press Enter to go on")
        sees(self.wall, "Tell the board")
        sees(self.wall, "Wait")

    def ends(self) -> None:
        """The second round is decided without a vote; then the hot wash, with an answer from a phone."""
        assert "North: Tell the board" in self.jo.type("", "LATERQUESTION")
        sees(self.ann, "LATERTITLE")
        sees(self.ann, "HIDDENOPTION")
        sees(self.cleo, "LATERTITLE")
        assert "HIDDENOPTION" not in self.cleo.content(), "only a table that told the board has it"
        self.jo.type("override A it is late", "Press Enter to go on")
        self.jo.type("", "LATERQUESTION")
        self.jo.type("override A it is late", "Press Enter to go on")
        self.jo.type("", "The exercise is over")
        sees(self.ann, "ENDINGGOOD")
        sees(self.wall, "ENDINGGOOD")
        self.ann.get_by_label("Who knew of the drawer").fill("The cleaner did")
        self.ann.get_by_role("button", name="Send", exact=True).first.click()
        sees(self.ann, "The cleaner did")
        assert "The cleaner did" in self.jo.type("hot wash", "Enter to leave")
        assert "The cleaner did" not in self.dev.content()


def test_a_whole_workshop(
    facilitator: list[Facilitator], new_context: NewContext, new_page: NewPage, watch: Watch, tmp_path: Path
) -> None:
    kept = tmp_path / "w.jsonl"
    port = str(port_of_its_own())
    facilitator.append(Facilitator(tmp_path, SCENARIO, *ROOM, "--session", str(kept), "--port", port))
    way, pocket = facilitator[0].way, new_context()
    ben = new_page("", java_script_enabled=False)
    shop = Workshop(facilitator[0], pocket, pocket.new_page(), ben, new_page(), new_page(), new_page(way.wall))
    shop.begins(way)
    shop.reads()
    shop.votes()

    shop.jo.kill()
    expect(shop.dev.locator("#line")).to_contain_text("Not connected")
    facilitator.append(Facilitator(tmp_path, "--resume", "--session", str(kept), "--port", port))
    shop.jo = facilitator[1]
    assert shop.jo.way == way, "the same address, code and wall"

    shop.goes_on()
    shop.decides()
    shop.ends()
    assert shop.jo.quit() == 0
    last = {one.delegate: one.choice for one in journal.read(kept).events if isinstance(one, Voted)}
    assert last == {"Ann": ("tell",), "Ann 2": ("tell",), "Ben": ("wait",), "Cleo": ("wait",)}
    expect(shop.ann.locator("#line")).to_contain_text("Not connected")
    for page in (shop.ann, shop.ben, shop.cleo, shop.dev, shop.wall):
        page.close()
    watch.forgive("ERR_")  # while the laptop was gone
