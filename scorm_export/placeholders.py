"""What a partner's file only pretends to say: numbers and addresses that reach nobody, and words that stand in.

Law: found by what is written alone; what is kept free for examples (RFC 2606, Ofcom's numbers for drama) never
belongs to anyone, so a file that names it cannot be meant for learners yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from scorm_export.partners import PLAIN, Partner

Place: TypeAlias = tuple[str, ...]
"""Where in the partner's file, such as `("policies", "ai", "address")`."""
ADDRESS = re.compile(r"[\w-]+\.(?:example|test|invalid)\b|\bexample\.(?:com|org|net)\b|\blocalhost\b", re.IGNORECASE)
NUMBER = re.compile(r"0\d(?:[ -]?\d){7,9}")
KEPT_FREE = re.compile(
    r"01632960\d{3}|011[3-8]4960\d{3}|01[2-6]14960\d{3}|01914980\d{3}|02079460\d{3}|02890180\d{3}|02920180\d{3}"
    r"|07700900\d{3}|08081570\d{3}|09098790\d{3}|03069990\d{3}"
)
STAND_IN = re.compile(r"\b(?:placeholder|fill in|to be filled in|TODO|TBC|xxx+|exampleshire)\b", re.IGNORECASE)


def placeholders(partner: Partner) -> Iterator[tuple[Place, str]]:
    """Every value that still stands in for the true one: its place, and a sentence."""
    for place, text in written_values(partner):
        for number in NUMBER.finditer(text):
            if KEPT_FREE.fullmatch(re.sub(r"\D", "", number.group())):
                yield place, f"{number.group()} is a number kept free for examples"
        address, stand_in = ADDRESS.search(text), STAND_IN.search(text)
        if address:
            yield place, f"{address.group()} is an address kept free for examples"
        elif stand_in:
            yield place, f"'{stand_in.group()}' says that this only stands in for something"


def written_values(partner: Partner) -> Iterator[tuple[Place, str]]:
    """What the file says in words that learners see."""
    yield from (((name,), getattr(partner, name)) for name in PLAIN if name in partner.model_fields_set)
    for name, policy in partner.named_policies().items():
        if name in partner.policies.model_fields_set:
            yield ("policies", name, "title"), policy.title
            yield ("policies", name, "address"), policy.address or ""


def left_out(partner: Partner) -> Iterator[tuple[str, str]]:
    """The contacts that the file does not give, and the neutral words that learners read instead."""
    yield from ((name, getattr(partner, name)) for name in PLAIN if name not in partner.model_fields_set)


def is_sample(partner: Partner) -> bool:
    """Whether a package for it must say that it is a sample."""
    return any(True for _ in placeholders(partner))
