"""The small language of `when:` and `requires:`: names, numbers, comparisons, and, or, not, chose("round", "option").

Law: nothing else parses, nothing reaches Python, and every error points to its character.

    either     := both ("or" both)*
    both       := negation ("and" negation)*
    negation   := "not" negation | comparison
    comparison := term [("<" | "<=" | "==" | "!=" | ">=" | ">") term]
    term       := number | name | "chose" "(" text "," text ")" | "(" either ")"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

MAX_LENGTH = 2_000
MAX_DEPTH = 30
TOKEN = re.compile(
    r"""\s*(?:(?P<number>[-+]?[0-9]{1,12}(?:\.[0-9]{1,6})?(?![\w.]))
    |(?P<word>[^\W\d]\w*)
    |(?P<text>"[^"\n]*"|'[^'\n]*')
    |(?P<sign><=|>=|==|!=|<|>|\(|\)|,)
    |(?P<end>$)
    |(?P<odd>.))""",
    re.VERBOSE | re.DOTALL,
)
COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
RESERVED = ("and", "or", "not", "chose")


class ConditionError(Exception):
    """A condition that does not parse: a sentence, and the character it is about (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A meter, a flag or another word that the scenario defines."""

    word: str
    at: int


@dataclass(frozen=True, slots=True)
class Chose:
    """Whether a table chose this option in this round."""

    round: str
    option: str
    at: int


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers compared by one of the six signs."""

    sign: str
    left: Term
    right: Term
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds."""

    parts: tuple[Condition, ...]


Term: TypeAlias = "Number | Name | Chose | Not | And | Or | Compare"
Condition: TypeAlias = Term


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text or sign of a condition."""

    kind: str
    text: str
    at: int


@lru_cache(maxsize=4096)
def parsed(text: str) -> Condition:
    """The condition that `text` says. Raises ConditionError."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"a condition may have {MAX_LENGTH:,} characters at the most", 0)
    return Parser(text).whole()


def tokens(text: str) -> Iterator[Token]:
    """The text's tokens, the last of kind `end`."""
    place = 0
    while True:
        match = TOKEN.match(text, place)
        assert match is not None and match.lastgroup is not None  # `odd` takes any character, `end` the rest
        kind, at = match.lastgroup, match.start(match.lastgroup)
        if kind == "odd":
            raise ConditionError(odd(match["odd"]), at)
        yield Token(kind, match[kind], at)
        if kind == "end":
            return
        place = match.end()


def odd(character: str) -> str:
    """The sentence for a character that has no place in a condition."""
    if character == "=":
        return "to compare, write =="
    if character in "\"'":
        return "a quote that is never closed"
    if character in "&|!":
        return "write and, or, not in words"
    return f"'{character}' has no place in a condition"


class Parser:
    """One pass over the tokens, one method a line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.place = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        """The token to be read."""
        return self.tokens[self.place]

    def take(self, *texts: str) -> Token | None:
        """The next token, read, if it is one of `texts`."""
        token = self.next
        if token.kind in ("word", "sign") and token.text in texts:
            self.place += 1
            return token
        return None

    def expect(self, text: str) -> None:
        """Read `text` or say that it is missing."""
        if not self.take(text):
            raise ConditionError(f"'{text}' is missing {self.where()}", self.next.at)

    def where(self) -> str:
        """The next token in words."""
        return "at the end" if self.next.kind == "end" else f"before '{self.next.text}'"

    def whole(self) -> Condition:
        """The whole text as one condition."""
        condition = self.either()
        if self.next.kind != "end":
            raise ConditionError(f"'{self.next.text}' is not expected here", self.next.at)
        return condition

    def either(self) -> Condition:
        """Parts joined by or."""
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Condition:
        """Parts joined by and."""
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Condition:
        """A part, or the opposite of one."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConditionError(f"nested more than {MAX_DEPTH} deep", self.next.at)
        condition = Not(self.negation()) if self.take("not") else self.comparison()
        self.depth -= 1
        return condition

    def comparison(self) -> Condition:
        """One term, or two with a sign between them."""
        left = self.term()
        sign = self.take(*COMPARISONS)
        if sign is None:
            return left
        condition = Compare(sign.text, left, self.term(), sign.at)
        if self.next.text in COMPARISONS and self.next.kind == "sign":
            raise ConditionError("one comparison at a time; join two with and", self.next.at)
        return condition

    def term(self) -> Term:
        """A number, a name, chose(…) or something in parentheses."""
        token = self.next
        if self.take("("):
            inside = self.either()
            self.expect(")")
            return inside
        if self.take("chose"):
            return self.chose(token)
        if token.kind == "number":
            self.place += 1
            return Number(float(token.text), token.at)
        if token.kind == "word" and token.text not in RESERVED:
            self.place += 1
            return Name(token.text, token.at)
        raise ConditionError(f"a name or a number is missing {self.where()}", token.at)

    def chose(self, start: Token) -> Chose:
        """The two texts of chose("round", "option")."""
        self.expect("(")
        place = self.quoted()
        self.expect(",")
        option = self.quoted()
        self.expect(")")
        return Chose(place, option, start.at)

    def quoted(self) -> str:
        """A text in quotes."""
        token = self.next
        if token.kind != "text":
            raise ConditionError(f"a name in quotes is missing {self.where()}", token.at)
        self.place += 1
        return token.text[1:-1]


def leaves(condition: Condition) -> Iterator[Name | Chose]:
    """Every name and every chose(…) in a condition."""
    match condition:
        case Name() | Chose():
            yield condition
        case Not(part):
            yield from leaves(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Compare(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
