"""What there is to say against a course that speaks cmi5, from how it was played. Law: pure; a function per rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorm_export.preview.said import DEFINED
from scorm_export.preview.statements import Wrong
from scorm_export.trial import calls as heard
from scorm_export.trial.calls import REACHED, Call, listed, often
from scorm_export.trial.findings import Finding
from scorm_export.trial.playable import Playable
from scorm_export.trial.playing import Run

WRITES, REQUESTS = 8, 25
"""For each thing the learner did; the busiest sound courses seen need a third."""


def sessions(package: Playable, run: Run) -> Iterator[Finding]:
    """Begun, ended, and begun again."""
    first = run.calls[: run.killed.at] if run.killed else run.calls
    if run.stopped and not run.calls:
        return
    if not heard.began(run.calls):
        requests = [one.name for one in run.calls]
        after = f"; {len(requests)} requests, the last was {requests[-1]}" if requests else "; nothing was asked"
        yield Finding("no-initialize", run.unit.title, f"it never said initialized{after}")
    elif run.killed and heard.began(first) and not heard.began(run.again) and not run.stopped:
        yield Finding("not-again", run.unit.title, "opened again after the tab was killed, it did not say initialized")
    elif not run.stopped and not heard.ended(run.again or run.calls):
        yield Finding("no-finish", run.unit.title, "closed, it did not say terminated")


def refused(package: Playable, run: Run) -> Iterator[Finding]:
    """What the record store has against requests and statements, each kind once."""
    for (code, where), every in wrongs(run).items():
        yield Finding(code, where, f"{every[0].message}{often(len(every))}")


def wrongs(run: Run) -> dict[tuple[str, str], list[Wrong]]:
    """Everything wrong by its code and what it is about."""
    found: dict[tuple[str, str], list[Wrong]] = {}
    for one in run.calls:
        for wrong in one.wrong:
            found.setdefault((wrong.code, wrong.where), []).append(wrong)
    return found


def opening(package: Playable, run: Run) -> Iterator[Finding]:
    """Said by merely opening."""
    for one in run.calls[: run.opened]:
        if one.verb == "set" and one.element in REACHED:
            yield Finding("opened-status", one.element, f"'{one.element}' before anything was done")


def at_end(package: Playable, run: Run) -> Iterator[Finding]:
    """What is told only as the page goes."""
    before = {worth(one) for one in run.calls[: run.closing]}
    late = [worth(one) for one in run.calls[run.closing :] if worth(one) and worth(one) not in before]
    if late:
        yield Finding("set-at-end", run.unit.title, f"{listed(late)} only when the page was closed")


def worth(one: Call) -> str:
    """What a learner would miss of a request; nothing where it is nothing."""
    if one.verb == "set" and (one.element in REACHED or one.is_answer):
        return f"{one.element} {one.value}".strip() if one.is_answer else one.element
    return f"the document {one.element}" if one.verb == "commit" else ""


def losing(package: Playable, run: Run) -> Iterator[Finding]:
    """Whether an answer was told before the tab was killed, where it tells answers at all."""
    if run.killed is None or not run.killed.after_one or not any(one.is_answer for one in run.again):
        return
    if not any(one.verb in ("set", "commit") for one in run.calls[run.killed.after_answer : run.killed.at]):
        yield Finding("killed", run.unit.title, "what was answered just before was not told, and is told otherwise")


def resumed(package: Playable, run: Run) -> Iterator[Finding]:
    """Whether it asks for what it left in the store."""
    if run.killed is None or not heard.began(run.again):
        return
    left = {one.element for one in run.calls[: run.killed.at] if one.verb == "commit" and one.error == "0"}
    asked = {one.element for one in run.again if one.verb == "get" and one.name.endswith(" state")}
    if left and not left & asked and "" not in asked:
        yield Finding(
            "not-resumed", run.unit.title, f"{listed(left)} was kept, and not asked for when it was opened again"
        )


def led_back(package: Playable, run: Run) -> Iterator[Finding]:
    """Whether it leads its learner back where it ends by itself."""
    if run.left == "stayed":
        yield Finding("cmi5-return", run.unit.title, "it said terminated and stayed where it was")


def much(package: Playable, run: Run) -> Iterator[Finding]:
    """More requests than anything that was done explains."""
    done = run.steps + run.answers + 6
    writes = sum(one.verb in ("set", "commit") for one in run.calls)
    if writes > WRITES * done:
        yield Finding(
            "commits-many", run.unit.title, f"{writes:,} statements and documents while {done} things were done"
        )
    others = run.total - writes
    if others > REQUESTS * done:
        yield Finding("calls-many", run.unit.title, f"{others:,} requests while {done} things were done")


def spent(run: Run) -> tuple[str, list[str]]:
    """Whether it did well after it was loaded again."""
    return "loaded again, it went on without a fault" if not said_nothing(run.calls) else "it had said nothing", []


def said_nothing(calls: Iterable[Call]) -> bool:
    """Whether there was no statement at all."""
    return not any(one.name.endswith(" statements") for one in calls)


def reviewed(run: Run) -> tuple[str, list[str]]:
    """What it said where nothing may be recorded."""
    own = [one.element for one in run.calls if one.verb == "set" and one.element in DEFINED]
    return (f"it said {listed(own)}" if own else "it said nothing but that it began and ended"), []


def late(run: Run) -> tuple[str, list[str]]:
    """Whether and how soon it started."""
    first = next((one for one in run.calls if one.verb == "initialize"), None)
    return (f"it started {first.at / 1000:.1f} s after it was launched" if first else "it did not start"), []
