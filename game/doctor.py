"""What `siro doctor` makes of a computer: is it fit for a workshop, and if not, what to do.

Law: pure; a machine in, findings out. Each says what is so in a sentence, and where it is not fine, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network
from textwrap import wrap

from game.machine import ROOM_PORT, Folder, Machine, Terminal
from game.wording import counted

COLUMNS, LINES = 80, 24
"""What the console needs to show everything at once."""
FEW_COLUMNS, FEW_LINES = 60, 20
"""What it needs to be of any use."""
PYTHON = (3, 11)
ENOUGH, LITTLE = 100_000_000, 5_000_000
"""Bytes free that are plenty for many workshops, and that are too few for one with a paper or two."""
COPIED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")
"""What folders are called that another program copies to the cloud while they are being written."""
BARE = ("", "dumb", "unknown")
SHARED = ip_network("100.64.0.0/10")
"""Addresses behind a provider's own network, which phones in the room cannot reach (RFC 6598)."""
OLD_CONSOLE = "Open Windows Terminal and start siro there; the old console draws the screens with the wrong signs."
NEAR = (
    "Try it with one phone on the room's Wi-Fi: siro play taster --voting phones. Guest Wi-Fi often keeps devices"
    " apart, and a hotspot does not. When the firewall asks, allow Python on private networks. Hands need none of this."
)
ALLOW = {
    "ufw": f"sudo ufw allow {ROOM_PORT}/tcp",
    "firewalld": f"sudo firewall-cmd --add-port={ROOM_PORT}/tcp",
}
"""How each firewall is told to let phones through."""
PLAIN = "Use siro play SCENARIO --plain: the same workshop as lines of text."


class Verdict(StrEnum):
    """How a finding is meant."""

    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    verdict: Verdict
    sentence: str
    do: str = ""
    """What to do about it."""


def fine(subject: str, sentence: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, Verdict.FINE, sentence)


def look(subject: str, sentence: str, do: str) -> Finding:
    """It may do."""
    return Finding(subject, Verdict.LOOK, sentence, do)


def wrong(subject: str, sentence: str, do: str) -> Finding:
    """A workshop would fail on it."""
    return Finding(subject, Verdict.WRONG, sentence, do)


def findings(machine: Machine) -> tuple[Finding, ...]:
    """Everything there is to say."""
    return (
        *about_program(machine),
        *about_terminal(machine.terminal, machine.system),
        *about_folder(machine.folder),
        *about_sessions(machine),
        *about_scripts(machine),
        *about_network(machine),
    )


def is_fit(found: tuple[Finding, ...]) -> bool:
    """Whether a workshop can be run."""
    return all(one.verdict is not Verdict.WRONG for one in found)


def about_program(machine: Machine) -> Iterator[Finding]:
    """Python, and what the program is built on."""
    number = ".".join(map(str, machine.python))
    if machine.python[:2] < PYTHON:
        yield wrong("Python", f"This is Python {number}.", "Install Python 3.11 or newer, and set siro up with it.")
    else:
        yield fine("Python", f"Python {number} on {machine.system}, siro {machine.program or 'from its folder'}.")
    for package in machine.packages:
        if not package.version:
            yield wrong("Packages", f"{package.name} is missing.", "Set siro up again, as the README says.")
        elif not suits(package.version, package.needs):
            said = f"{package.name} is {package.version}, and siro was tried with {package.needs}."
            yield look("Packages", said, "Set siro up again with constraints.txt, as the README says.")
    if machine.packages and all(package.version for package in machine.packages):
        yield fine("Packages", f"All {len(machine.packages)} packages that siro needs are there.")


def suits(version: str, needs: str) -> bool:
    """Whether a version lies within bounds such as `>=8.2,<9`; bounds of another form are passed over."""
    here = numbers(version)
    bounds = re.findall(r"(>=|<)\s*([\d.]+)", needs)
    return all(here >= numbers(bound) if sign == ">=" else here < numbers(bound) for sign, bound in bounds)


def numbers(version: str) -> tuple[int, ...]:
    """A version's numbers, up to the first part that is none."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[^\d.]", version)[0]))


def about_terminal(terminal: Terminal, system: str) -> Iterator[Finding]:
    """Whether the console can be drawn, and be read from the back row."""
    says = terminal.settings
    if not terminal.is_terminal:
        yield look("Terminal", "This is a pipe and no terminal.", f"Run siro doctor in a terminal. In a pipe: {PLAIN}")
        return
    if system != "Windows" and says.get("TERM", "") in BARE:
        yield wrong("Terminal", "It does not say what it can draw (TERM is not set).", f"Open another one. Or: {PLAIN}")
    elif system == "Windows" and "WT_SESSION" not in says and "TERM_PROGRAM" not in says:
        yield look("Terminal", "This may be the old Windows console.", OLD_CONSOLE)
    else:
        yield fine("Terminal", f"{called(terminal)}.")
    yield from about_size(terminal)
    yield from about_letters(terminal)
    yield from about_colours(terminal, system)


def called(terminal: Terminal) -> str:
    """A terminal by its name, and through what one looks at it."""
    says = terminal.settings
    name = "Windows Terminal" if "WT_SESSION" in says else says.get("TERM_PROGRAM") or says.get("TERM", "")
    ways = [way for key, way in (("TMUX", "tmux"), ("STY", "screen"), ("SSH_CONNECTION", "ssh")) if key in says]
    return f"{name}, through {' and '.join(ways)}" if ways and name != "tmux" else name


def about_size(terminal: Terminal) -> Iterator[Finding]:
    """80 by 24 is whole."""
    size = f"It has {terminal.columns} columns and {terminal.lines} lines"
    more = f"Make the window larger or the letters smaller, to {COLUMNS} by {LINES}. Or: {PLAIN}"
    if terminal.columns < FEW_COLUMNS or terminal.lines < FEW_LINES:
        yield wrong("Size", f"{size}, which is too little for the console.", more)
    elif terminal.columns < COLUMNS or terminal.lines < LINES:
        yield look("Size", f"{size}, so some of the console is out of sight.", more)
    else:
        yield fine("Size", f"{size}. Set the letters as large as {COLUMNS} by {LINES} allows.")


def about_letters(terminal: Terminal) -> Iterator[Finding]:
    """UTF-8, or signs go wrong."""
    if terminal.encoding.lower().replace("-", "").replace("_", "") in ("utf8", "cp65001"):
        yield fine("Letters", "It takes every letter (UTF-8).")
    else:
        say = "Set PYTHONUTF8=1, or choose UTF-8 in the terminal's settings, and look again."
        yield look("Letters", f"Its letters are {terminal.encoding or 'unknown'}, so some signs may be wrong.", say)


def about_colours(terminal: Terminal, system: str) -> Iterator[Finding]:
    """How many colours, and whether they and movement are wanted."""
    says = terminal.settings
    many = says.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "WT_SESSION" in says
    if "NO_COLOR" in says:
        do = "Nothing need be done: every sign has a word too. For the projector themes, take NO_COLOR away."
        yield look("Colours", "NO_COLOR is set, so the console uses none of its own.", do)
    elif many or "256" in says.get("TERM", "") or system == "Windows":
        yield fine("Colours", f"It shows {'all colours' if many else '256 colours or more'}.")
    else:
        do = "It is legible so; the projector themes look as meant with 256 colours or more."
        yield look("Colours", "It may show 16 colours only.", do)
    if says.get("TEXTUAL_ANIMATIONS", "full").lower() not in ("full", ""):
        yield fine(
            "Movement", f"Movement on the screen is turned down (TEXTUAL_ANIMATIONS is {says['TEXTUAL_ANIMATIONS']})."
        )


def about_folder(folder: Folder) -> Iterator[Finding]:
    """Whether what is decided can be kept."""
    elsewhere = "Set SIRO_HOME to a folder on this computer's own disk."
    if folder.refusal:
        yield wrong("Folder", f"{folder.path} cannot be written: {folder.refusal}.", elsewhere)
        return
    yield fine("Folder", f"Sessions are kept in {folder.path}{'' if folder.is_there else ', made at the first one'}.")
    if folder.lockless:
        yield wrong("Locks", f"Files cannot be locked there: {folder.lockless}.", elsewhere)
    if folder.is_remote:
        yield look("Drive", "It is on a network drive, which stops when the network does.", elsewhere)
    elif any(name in part.lower() for part in folder.path.parts for name in COPIED):
        yield look("Drive", "It is copied to the cloud while it is written, which may hold files open.", elsewhere)
    room = f"{folder.free / 1e6:,.0f} MB are free there"
    if folder.free < LITTLE:
        yield wrong("Space", f"{room}.", "Make room before the day: what cannot be kept is not played.")
    elif folder.free < ENOUGH:
        yield look("Space", f"{room}.", "It is enough for one workshop. Make room.")
    else:
        yield fine("Space", f"{room}; a workshop needs one or two.")


def about_sessions(machine: Machine) -> Iterator[Finding]:
    """Whether each session can be resumed."""
    for card in machine.sessions:
        if card.problem:
            yield look(
                "Sessions", f"{card.problem}.", "The others are not touched by it. Restore it from a copy, or update."
            )
    good = sum(not card.problem for card in machine.sessions)
    yield fine("Sessions", f"{counted(good, 'session')} can be gone on with." if good else "No session is kept yet.")


def about_scripts(machine: Machine) -> Iterator[Finding]:
    """Whether each scenario and each briefing can be opened."""
    for card in machine.scripts:
        if card.problem:
            yield look(
                "Scenarios", f"{card.name} {card.problem}.", "Mend it, or play another: this one cannot be opened."
            )
    good = sum(not card.problem for card in machine.scripts)
    if good:
        yield fine("Scenarios", f"{counted(good, 'scenario')} and briefings can be opened.")
    else:
        yield wrong("Scenarios", "There is no scenario to play.", "Set siro up again, as the README says.")


def about_network(machine: Machine) -> Iterator[Finding]:
    """Whether phones could reach this computer. No workshop needs them."""
    hands = "Count hands instead; nothing else needs a network."
    near = [one for one in machine.addresses if is_near(one)]
    if near:
        sentence = f"Phones in the room would look for this computer at {' or '.join(near)}."
        yield Finding("Network", Verdict.FINE, sentence, NEAR)
    else:
        yield look("Network", "Phones in a room cannot reach this computer now.", f"Join the room's Wi-Fi. {hands}")
    if machine.port:
        yield fine("Port", f"Programs may open a port here (tried with {machine.port}, for this computer only).")
    else:
        yield look("Port", "Programs may not open a port here.", f"Ask whoever looks after this computer. {hands}")
    if not machine.is_room_free:
        do = "Perhaps another siro is open: close it. Otherwise siro takes the next free port, and says which."
        yield look("Port", f"{ROOM_PORT}, the port that phones are told first, is taken.", do)
    if machine.firewall:
        do = f"Let phones through: {ALLOW[machine.firewall]} Or {hands[0].lower()}{hands[1:]}"
        yield look("Firewall", f"{machine.firewall} is on, and may keep phones out.", do)


def is_near(address: str) -> bool:
    """Whether it is an address of a room's own network."""
    here = ip_address(address)
    return here.is_private and not here.is_link_local and not here.is_loopback and here not in SHARED


def hung(words: str) -> list[str]:
    """Words in lines of 80, hung under the subject; a path or an address is never broken."""
    return wrap(words, COLUMNS, subsequent_indent=" " * 7, break_long_words=False, break_on_hyphens=False)


def lines(found: tuple[Finding, ...]) -> Iterator[str]:
    """The findings to read, and at the end what they come to."""
    for one in found:
        yield from hung(f"{one.verdict:<6} {one.subject}: {one.sentence}")
        yield from hung(f"{'':<6} {one.do}") if one.do else ()
    counts = {verdict: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    yield ""
    if not counts[Verdict.WRONG]:
        yield (
            f"Fit for a workshop. {counts[Verdict.LOOK]} to look at." if counts[Verdict.LOOK] else "Fit for a workshop."
        )
    else:
        yield f"Not fit yet: {counts[Verdict.WRONG]} wrong, {counts[Verdict.LOOK]} to look at."
