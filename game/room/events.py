"""Server-sent events as text. Law: one message is a whole page's main part, under the digest that tells it apart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import randrange

from starlette.responses import Response, StreamingResponse

EVENT_STREAM = "text/event-stream"
BEAT = ":\n\n"
"""A sign of life that says nothing."""


def streamed(messages: AsyncIterator[str]) -> Response:
    """An answer that goes on. Proxies are asked not to collect it."""
    return StreamingResponse(messages, media_type=EVENT_STREAM, headers={"x-accel-buffering": "no"})


def hello() -> str:
    """How soon to come back after the room was gone: not all at once."""
    return f"retry: {randrange(1_000, 3_000)}\n\n"


def message(digest: str, main: str) -> str:
    """What stands on the page now."""
    lines = "".join(f"data: {line}\n" for line in main.splitlines())
    return f"id: {digest}\nevent: look\n{lines}\n"
