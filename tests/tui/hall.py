"""A room without a server, for stories about what the console makes of one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from game.allowed import Hosting
from game.hosting import Polled, Room
from game.session import Session
from game.slides import Showing

LINK = "http://192.168.1.20:8437/join/Qk3v9TzLm2Xw7RbNc5Ya"


@dataclass(frozen=True)
class Knocking:
    """A phone at the door."""

    number: int
    delegate: str


@dataclass
class Hall:
    """What the console asks for, and what the story wants to happen."""

    wall_key: str = "5hJq0aVd8sE1"
    port: int = 8437
    is_for_phones: bool = False
    refusal: str = ""
    addresses: tuple[str, ...] = ("http://192.168.1.20:8437", "http://10.20.30.40:8437")
    listeners: list[Callable[[], None]] = field(default_factory=list)
    waiting: tuple[Knocking, ...] = ()
    trouble: str = ""
    live: dict[str, int] = field(default_factory=dict)
    polled: Polled | None = None
    is_on: bool = False
    """Whether it listens."""
    chosen: str = ""
    session: Session | None = None
    showing: Showing | None = None
    shown: list[Showing | None] = field(default_factory=list)
    answered: list[tuple[int, bool]] = field(default_factory=list)
    codes: list[str] = field(default_factory=lambda: ["K7M2QX", "P4TR9W"])

    def start(self) -> None:
        """Listen, or not."""
        if self.refusal:
            raise OSError(self.refusal)
        self.is_on = True

    def stop(self) -> None:
        """Do not."""
        self.is_on = False

    def show(self, session: Session | None) -> None:
        """Another session; its door is set where it has none."""
        self.session = session
        if session and not session.guests.code and session.setup.voting != "hands":
            self.change_code()

    def slide(self, slide: Showing | None) -> None:
        """Another slide; with phones the room has a code."""
        if slide and slide.takes_phones and self.is_for_phones:
            self.polled = self.polled or Polled(self.codes[0])
        self.showing = slide
        self.shown.append(slide)

    def choose(self, address: str) -> None:
        """Another address."""
        self.chosen = address

    def change_code(self) -> None:
        """The next code."""
        if self.session is None:
            assert self.polled
            self.codes.pop(0)
            self.polled = replace(self.polled, code=self.codes[0])
            return
        self.session.set_door(self.codes.pop(0), LINK.rpartition("/")[2])

    def admit(self, number: int) -> None:
        """Let in."""
        self.answer(number, True)

    def refuse(self, number: int) -> None:
        """Turn away."""
        self.answer(number, False)

    def answer(self, number: int, is_it: bool) -> None:
        """Either."""
        self.answered.append((number, is_it))
        self.waiting = tuple(one for one in self.waiting if one.number != number)
        self.stir()

    def stir(self) -> None:
        """Something has changed."""
        for listener in self.listeners:
            listener()

    @property
    def address(self) -> str:
        """The address chosen, or the likeliest."""
        return self.chosen or self.addresses[0]

    @property
    def wall_url(self) -> str:
        """The wall's address."""
        return f"http://127.0.0.1:{self.port}/wall/{self.wall_key}"

    @property
    def join_url(self) -> str:
        """What the QR code says."""
        return LINK.replace(self.addresses[0], self.address)


def hosts(*halls: Hall, phones: bool = True, wall: bool = True) -> Hosting:
    """What opens these rooms, one after the other."""
    waiting = list(halls)

    def make(is_for_phones: bool, before: Room | None) -> Hall:
        hall = waiting.pop(0)
        hall.is_for_phones = is_for_phones
        if before:
            hall.wall_key, hall.port = before.wall_key, before.port
        return hall

    return Hosting(make, phones, wall)


def joined(session: Session, *names: str, table: int = 0) -> None:
    """Delegates with phones."""
    for name in names:
        session.join(name, table, "", sha256(name.encode()).hexdigest())
