"""A module as its author wrote it: screens, prose and activities, each with its place in the file.

Law: reading never judges what it can pass on; only what cannot be a module at all is a problem here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from markdown_it.token import Token

from game.authoring.problems import Problem, unknown
from game.authoring.reading import Document, Source, read
from scorm_export import markup
from scorm_export.activities import kinds
from scorm_export.activities.activity import Activity
from scorm_export.sheets import ModuleSheet, Role

LOWEST_HEADING = 4
"""The page puts the course's and the module's headings above; deeper outlines lose everyone."""
FOR = "for="
"""Opens the word in a heading's braces that says who the screen is for."""
ROLES = tuple(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Asked:
    """An activity as written: its YAML and the line its block opens in, counted from 1."""

    kind: str
    document: Document[Activity]
    line: int
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of prose, and the kinds of partner it is for; none means everyone."""

    tokens: tuple[Token, ...]
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What letters stand for, and the line that says so."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class WrittenScreen:
    """A screen as written: its heading's two tokens, the line it opens in, and what stands below it."""

    opening: Token
    heading: Token
    line: int
    pieces: tuple[Stretch | Asked, ...]
    notes: Mapping[str, tuple[Token, ...]] | None = None
    """Its footnotes by name, where they are not those of its module."""

    @property
    def braces(self) -> tuple[str, ...]:
        """The words in the heading's braces."""
        return tuple(self.opening.meta.get("braces", ()))

    @property
    def id(self) -> str:
        """The id in the heading's braces, or nothing."""
        return next((word[1:] for word in self.braces if word.startswith("#")), "")

    @property
    def roles(self) -> tuple[Role, ...]:
        """The kinds of partner it is for; none means everyone."""
        named = next((word.removeprefix(FOR) for word in self.braces if word.startswith(FOR)), "")
        return tuple(Role(name) for name in named.split(",") if name in ROLES)

    @property
    def title(self) -> str:
        """The heading's words alone."""
        return markup.plain([self.heading])

    @property
    def check(self) -> bool:
        """Whether it is marked as the module's knowledge check."""
        return ".check" in self.braces

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Its activities."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Asked))

    @property
    def tokens(self) -> Iterator[Token]:
        """The tokens of its heading and its prose."""
        yield from (self.opening, self.heading)
        yield from (token for piece in self.pieces if isinstance(piece, Stretch) for token in piece.tokens)


@dataclass(frozen=True, slots=True)
class WrittenModule:
    """A module's file as written. `notes` are its footnotes by name; `problems` is what could not be read."""

    file: str
    lines: tuple[str, ...]
    sheet: Document[ModuleSheet]
    screens: tuple[WrittenScreen, ...]
    notes: Mapping[str, tuple[Token, ...]]
    note_lines: Mapping[str, int]
    abbreviations: Mapping[str, Abbreviation]
    problems: tuple[Problem, ...]
    bank: tuple[Asked, ...] = ()
    """Its questions for the assessment."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The kinds of partner it is for; none means everyone."""
        return self.sheet.value.roles if self.sheet.value else ()

    @property
    def lent(self) -> bool:
        """Whether it is made of parts of another course, where they have been looked at already."""
        return not self.lines

    @property
    def asked(self) -> Iterator[Asked]:
        """Every activity of the module."""
        return (asked for screen in self.screens for asked in screen.asked)


def module(source: Source) -> WrittenModule:
    """Read a module's text. Never raises for an author's mistake."""
    lines = tuple(source.text.split("\n"))
    tokens = markup.blocks(source.text)
    reading = Reading(source, lines)
    front = tokens[0] if tokens and tokens[0].type == "front_matter" else None
    if front is None:
        reading.say(0, "a module opens with its title and objectives between two lines '---'")
    sheet = read(Source(front.content if front else "", source.file, first_line=2), ModuleSheet)
    reading.take(tokens[1:] if front else tokens)
    problems = (*reading.problems, *(sheet.problems if front else ()))
    return WrittenModule(
        source.file,
        lines,
        sheet,
        tuple(reading.screens),
        reading.notes,
        reading.note_lines,
        reading.abbreviations,
        problems,
    )


@dataclass(slots=True)
class Reading:
    """One walk through a module's tokens, top to bottom."""

    source: Source
    lines: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    note_lines: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, Abbreviation] = field(default_factory=dict)
    screens: list[WrittenScreen] = field(default_factory=list)

    def say(self, line: int, message: str) -> None:
        """A problem in a line counted from 0."""
        text = self.lines[line] if line < len(self.lines) else ""
        self.problems.append(Problem(message, self.source.file, line + 1, len(text) - len(text.lstrip()) + 1))

    def take(self, tokens: Sequence[Token]) -> None:
        """Deal every token out to screens and notes."""
        rest = list(self.without_abbreviations(self.without_notes(tokens)))
        starts = [number for number, token in enumerate(rest) if opens_screen(token)]
        self.before_screens(rest[: starts[0]] if starts else rest, bool(starts))
        for start, end in pairwise([*starts, len(rest)]):
            self.screens.append(self.screen(rest[start:end]))
        self.heading_levels(rest)
        deep = next((token for token in rest if token.level > markup.MAX_DEPTH and token.map), None)
        if deep:
            self.say(line_of(deep), "lists or quotes nested far too deep")

    def before_screens(self, tokens: Sequence[Token], any_screen: bool) -> None:
        """Nothing may stand before the first screen, and there must be one."""
        if not any_screen:
            self.say(0, "there is no screen; a screen opens with '## ' and a title")
        elif tokens and tokens[0].tag != "h1":
            self.say(line_of(tokens[0]), "this stands before the first screen; a screen opens with '## ' and a title")

    def heading_levels(self, tokens: Sequence[Token]) -> None:
        """Level 2 opens a screen, deeper ones step down one at a time, and none stands inside a list or quote."""
        above = 2
        within = False
        for token in tokens:
            within = token.meta["closed"] if token.type == "roles_open" else within and token.type != "roles_close"
            if opens_screen(token) and within:
                self.say(line_of(token), "a screen cannot open inside a block; write {#id for=police} behind its title")
            if token.type == "heading_open":
                level = int(token.tag[1])
                message = heading_fault(level, above, token.level)
                if message:
                    self.say(line_of(token), message)
                above = max(2, level)

    def without_notes(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens that are not part of a footnote; footnotes are kept by name."""
        label, kept = "", list[Token]()
        for token in tokens:
            if token.type == "footnote_reference_open":
                label, kept = token.meta["label"], []
                line = line_of(token)
                if label in self.notes:
                    self.say(
                        line, f"the footnote [^{label}] is written twice; the first is in line {self.note_lines[label]}"
                    )
                self.note_lines.setdefault(label, line + 1)
            elif token.type == "footnote_reference_close":
                self.notes.setdefault(label, tuple(kept))
                label = ""
            elif label:
                kept.append(token)
            else:
                yield token

    def without_abbreviations(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """The tokens that do not say what letters stand for; what does is kept."""
        for token in tokens:
            if token.type != "abbreviation":
                yield token
                continue
            label, line = token.meta["label"], line_of(token)
            if label in self.abbreviations:
                first = self.abbreviations[label].line
                self.say(line, f"what {label} stands for is said twice; the first is in line {first}")
            if not label or not token.meta["text"]:
                self.say(line, "an abbreviation is written *[WHO]: World Health Organization")
            self.abbreviations.setdefault(label, Abbreviation(token.meta["text"], line + 1))

    def screen(self, tokens: Sequence[Token]) -> WrittenScreen:
        """A screen from its heading's three tokens and what follows them."""
        opening, words = tokens[0], tokens[1]
        pieces: list[Stretch | Asked] = []
        roles: tuple[Role, ...] = ()
        for kind, group in groupby(tokens[3:], key=self.kind_of):
            if kind == "mark":
                roles = [self.roles(token) for token in group][-1]
            elif kind == "activity":
                pieces.extend(self.asked(token, roles) for token in group)
            else:
                pieces.append(Stretch(tuple(group), roles))
        return WrittenScreen(opening, words, line_of(opening) + 1, tuple(pieces))

    def kind_of(self, token: Token) -> str:
        """Whether a token is prose, an activity, or the edge of a block for some partners."""
        if token.type in ("roles_open", "roles_close"):
            return "mark"
        return "activity" if self.is_activity(token) else "prose"

    def roles(self, mark: Token) -> tuple[Role, ...]:
        """Who the block that opens here is for; nobody in particular where one closes."""
        if mark.type == "roles_close":
            return ()
        line, (word, *names) = line_of(mark), mark.meta["words"] or [""]
        if not word:
            self.say(line, "this closes no block")
        elif word != "for":
            self.say(line, f"a block for some partners opens with '::: for' and who it is for, not with '::: {word}'")
        elif not names:
            self.say(line, f"name who it is for: {', '.join(ROLES)}")
        elif not mark.meta["closed"]:
            self.say(line, "this block never ends; close it with a line :::")
        if mark.level:
            self.say(line, "a block for some partners cannot stand inside a list or a quote")
        for name in names if word == "for" else ():
            if name not in ROLES:
                self.say(line, unknown("kind of partner", name, ROLES))
        return tuple(Role(name) for name in names if name in ROLES)

    def is_activity(self, token: Token) -> bool:
        """Whether a block is an activity; says what is wrong with a block that is nothing known."""
        words, line = token.info.split(), line_of(token)
        if token.type != "fence" or not words or words[0] in markup.SAMPLES:
            return False
        if words[0] not in kinds():
            self.say(line, unknown("kind of block", words[0], [*kinds(), *markup.SAMPLES]))
            return False
        if len(words) > 1:
            self.say(line, f"only the kind stands behind the marks: '{words[0]}', not '{token.info.strip()}'")
        if token.level:
            self.say(line, "an activity cannot stand inside a list or a quote")
            return False
        return True

    def asked(self, token: Token, roles: tuple[Role, ...]) -> Asked:
        """The activity in a fenced block. A block that never ends is said and not read."""
        start, end = token.map or [0, 0]
        indent = len(self.lines[start]) - len(self.lines[start].lstrip())
        closed = end - 1 > start and self.lines[end - 1].strip().startswith(token.markup)
        kind = kinds()[token.info.split()[0]]
        content = token.content if closed else ""
        document = read(Source(content, self.source.file, start + 2, indent), kind)
        if not closed:
            self.say(start, f"this block never ends; close it with a line {token.markup}")
        elif not content.strip():
            self.say(start, f"this {kind.kind} is empty")
        else:
            self.problems.extend(document.problems)
        return Asked(kind.kind, document, start + 1, roles)


def heading_fault(level: int, above: int, nested: int) -> str:
    """What is wrong with a heading's level, or nothing. `above` is the level of the heading before it."""
    if level == 1:
        return "a level-1 heading; the title stands in the front matter, and a screen opens with '## '"
    if level > LOWEST_HEADING:
        return f"a level-{level} heading; level {LOWEST_HEADING} is the lowest"
    if nested:
        return "a heading cannot stand inside a list or a quote"
    if level > above + 1:
        return f"a level-{level} heading under a level-{above} heading; level {above + 1} comes next"
    return ""


def line_of(token: Token) -> int:
    """The line a token opens in, counted from 0."""
    return token.map[0] if token.map else 0


def opens_screen(token: Token) -> bool:
    """Whether a token is a screen's heading."""
    return token.type == "heading_open" and token.tag == "h2" and token.level == 0
