"""What there is to say against a course, from how it was played. Law: pure; one short function per rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from scorm_export.trial import calls as heard
from scorm_export.trial import verdicts
from scorm_export.trial.calls import REACHED, STATUSES, SUSPEND_DATA, WORTH, Call, listed, often, told
from scorm_export.trial.findings import Finding
from scorm_export.trial.playable import Playable
from scorm_export.trial.playing import Run

Rule: TypeAlias = Callable[[Playable, Run], Iterator[Finding]]
OUT_OF_ORDER = ("not running", "has ended", "already running", "already ended")
NEAR = 0.8
"""The share of what an LMS must keep from which on suspend_data is near the limit."""
COMMITS, CALLS = 5, 200
"""For each thing the learner did; the busiest sound courses seen need less than half."""
REASONS = {
    "type": "not of the kind that this element takes",
    "range": "out of bounds",
    "unknown": "no such element",
    "index": "a number beyond the end of its list",
    "keyword": "it cannot be set",
    "read only": "it can only be read",
    "write only": "it can only be written",
    "dependency": "something else must be set before it",
    "no children": "it has no children",
    "no count": "it is not a list",
    "argument": "an argument is not the text that the standard asks for",
    "not running": "before Initialize",
    "has ended": "after Finish",
    "already running": "a second time",
    "already ended": "after Finish",
}


def stopped(package: Playable, run: Run) -> Iterator[Finding]:
    """What ended the whole run."""
    words = {
        "hangs": "it did not answer for many seconds; what came before is judged",
        "crashed": "the browser's process for it died",
        "left-lms": "the window that held the LMS shows something else, or is closed",
    }
    if run.stopped:
        yield Finding(run.stopped, run.unit.title, words[run.stopped])


def sessions(package: Playable, run: Run) -> Iterator[Finding]:
    """Begun, ended, and begun again."""
    first = run.calls[: run.killed.at] if run.killed else run.calls
    if run.stopped and not run.calls:
        return  # what it said before that was not heard
    if not heard.began(run.calls):
        how = "; the API was there all the time" if not run.calls else ""
        yield Finding("no-initialize", run.unit.title, f"{len(run.calls)} calls and no Initialize that was taken{how}")
        return
    if run.killed and heard.began(first) and not heard.began(run.again) and not run.stopped:
        yield Finding("not-again", run.unit.title, "opened again after the tab was killed, it did not call Initialize")
    elif not run.stopped and not heard.ended(run.again or run.calls):
        yield Finding("no-finish", run.unit.title, "closed, it did not say goodbye")


def refused(package: Playable, run: Run) -> Iterator[Finding]:
    """Calls that the strict LMS refused, each kind of refusal once."""
    for code, calls in bad(run).items():
        if code == "call-order" and not heard.began(run.calls):
            continue  # all of them are: said by no-initialize
        kinds = groupby(sorted(calls, key=kind), key=kind)
        for _, same in kinds:
            yield refusal(code, list(same))


def bad(run: Run) -> dict[str, list[Call]]:
    """Refused calls by the code of the finding."""
    found: dict[str, list[Call]] = {"rejected": [], "argument": [], "call-order": [], "refused-read": []}
    for one in run.calls:
        if not one.refused:
            continue
        found[code_of(one)].append(one)
    return found


def code_of(one: Call) -> str:
    """The code of the finding for a refused call."""
    if one.reason in OUT_OF_ORDER:
        return "call-order"
    if one.reason == "argument" and one.verb != "get":
        return "argument"
    return "rejected" if one.verb == "set" else "refused-read"


def kind(one: Call) -> tuple[str, str, str]:
    """What makes two refusals alike: the call, its element without numbers, the reason."""
    if one.reason in OUT_OF_ORDER:
        return one.name, "", one.reason
    return one.name, ".".join("n" if part.isdigit() else part for part in one.element.split(".")), one.reason


def refusal(code: str, calls: list[Call]) -> Finding:
    """One finding for calls that were refused alike."""
    first, often = calls[0], f", {len(calls)} times" if len(calls) > 1 else ""
    reason = REASONS.get(first.reason, first.reason)
    if first.reason == "type" and first.length > len(first.value):
        reason = f"{reason}, or too long"
    return Finding(code, first.element or first.name, f"{told(first)} gave {first.error}: {reason}{often}")


def untexted(package: Playable, run: Run) -> Iterator[Finding]:
    """Values that are no text."""
    found = [one for one in run.calls if one.sets and not one.is_text]
    for _, same in groupby(sorted(found, key=kind), key=kind):
        calls = list(same)
        yield Finding("not-text", calls[0].element, f"set to {calls[0].value} and not to text{often(len(calls))}")


def opening(package: Playable, run: Run) -> Iterator[Finding]:
    """Set by merely opening: completed, passed or failed, not incomplete."""
    for one in run.calls[: run.opened]:
        if one.sets and one.element in STATUSES and one.value in REACHED:
            yield Finding("opened-status", one.element, f"'{one.value}' before anything was done")


def backwards(package: Playable, run: Run) -> Iterator[Finding]:
    """From completed, passed or failed back to something less."""
    reached: dict[str, str] = {}
    for one in run.calls:
        if not one.sets or one.element not in STATUSES:
            continue
        if one.value in REACHED:
            reached[one.element] = one.value
        elif one.element in reached:
            yield Finding("downgraded", one.element, f"from '{reached[one.element]}' to '{one.value}'")


def losing(package: Playable, run: Run) -> Iterator[Finding]:
    """What was set and not committed when the tab was killed; set only at the end."""
    if run.killed:
        after = {one.element for one in run.calls[run.killed.after_answer : run.killed.at] if one.sets}
        lost = [
            name
            for name in run.killed.lost
            if (WORTH.match(name) and (name not in STATUSES or heard.last(run.calls[: run.killed.at], name) in REACHED))
            or (name == SUSPEND_DATA and name in after)
        ]
        if lost:
            yield Finding(
                "killed", run.unit.title, f"{listed(lost)} {'was' if len(lost) == 1 else 'were'} set and lost"
            )
    late = [one.element for one in at_end(run)]
    if late:
        yield Finding("set-at-end", run.unit.title, f"{listed(late)} only when the page was closed")


def at_end(run: Run) -> Iterator[Call]:
    """What is set as the page goes, and was not set so before."""
    before = {(one.element, one.value, one.length) for one in run.calls[: run.closing] if one.sets}
    for one in run.calls[run.closing :]:
        worth = WORTH.match(one.element) or one.element == SUSPEND_DATA
        if one.sets and worth and (one.element, one.value, one.length) not in before:
            yield one


def much(package: Playable, run: Run) -> Iterator[Finding]:
    """More calls than anything that was done explains."""
    done = run.steps + run.answers + 4
    commits = heard.count(run.calls, "commit")
    if commits > COMMITS * done:
        yield Finding("commits-many", run.unit.title, f"{commits} commits while {done} things were done")
    others = run.total - commits
    if others > CALLS * done:
        yield Finding("calls-many", run.unit.title, f"{others:,} calls while {done} things were done")


def memory(package: Playable, run: Run) -> Iterator[Finding]:
    """suspend_data against what an LMS must keep."""
    longest = heard.longest(run.calls, SUSPEND_DATA)
    if longest >= NEAR * package.suspend:
        message = f"{longest:,} characters; an LMS must keep {package.suspend:,}"
        yield Finding("suspend-near", SUSPEND_DATA, message)


def around(package: Playable, run: Run) -> Iterator[Finding]:
    """What happened beside the calls."""
    for text, times in run.errors.items():
        yield Finding("page-error", run.unit.title, f"{text}{often(times)}")
    for path, times in run.missing.items():
        yield Finding("not-found", path, f"the package has no such file{often(times)}")
    for host, times in run.outside.items():
        yield Finding("asked-outside", host, f"asked{often(times) or ' once'}; refused")


RULES: tuple[Rule, ...] = (stopped, sessions, refused, untexted, opening, backwards, losing, much, memory, around)
CMI5_RULES: tuple[Rule, ...] = (
    *(
        stopped,
        verdicts.sessions,
        verdicts.refused,
        verdicts.opening,
        verdicts.at_end,
        verdicts.losing,
        verdicts.resumed,
    ),
    *(verdicts.led_back, verdicts.much, around),
)


def findings(package: Playable, run: Run) -> Iterator[Finding]:
    """Everything to be said against a plain run."""
    for rule in CMI5_RULES if package.is_cmi5 else RULES:
        yield from rule(package, run)


def under_fault(package: Playable, run: Run, plain: Run) -> tuple[str, tuple[Finding, ...]]:
    """What happened under a fault in a sentence, and what there is to say against it."""
    if run.fault is None:
        raise ValueError("a plain run is judged by findings()")
    what, wrong = (CMI5_SPECIAL if package.is_cmi5 else SPECIAL).get(run.fault.name, started)(run)
    upsets = [*wrong, *upset(package, run, plain)]
    return what, tuple(Finding(run.fault.code, run.unit.title, message) for message in upsets)


def upset(package: Playable, run: Run, plain: Run) -> Iterator[str]:
    """What goes wrong under the fault and did not without it."""
    words = {
        "hangs": "the page stopped answering",
        "crashed": "the tab died",
        "left-lms": "the LMS's page was replaced",
    }
    if run.stopped and run.stopped != plain.stopped:
        yield words[run.stopped]
    if not heard.began(run.calls) and heard.began(plain.calls):
        yield "initialized was never said" if package.is_cmi5 else "Initialize was never called"
        return
    new = [text for text in run.errors if text not in plain.errors]
    if new:
        yield f"a script failed: {new[0]}"
    yield from worse(run, plain)


def worse(run: Run, plain: Run) -> Iterator[str]:
    """Refusals that there were none of without the fault, and a goodbye that is no longer said."""
    known = {kind(one) for calls in bad(plain).values() for one in calls}
    for calls in bad(run).values():
        fresh = [one for one in calls if kind(one) not in known]
        if fresh:
            yield refusal("rejected", fresh).message
    told = verdicts.wrongs(plain)
    for kind_of, every in verdicts.wrongs(run).items():
        if kind_of not in told:
            yield f"{every[0].where}: {every[0].message}{often(len(every))}"
    goodbye = heard.ended(plain.again or plain.calls)
    if goodbye and not run.stopped and not heard.ended(run.again or run.calls):
        yield "it did not say goodbye"


def started(run: Run) -> tuple[str, list[str]]:
    """Whether and how soon it started."""
    first = next((one for one in run.calls if one.verb == "initialize" and one.reason == "fine"), None)
    if first is None:
        return "it did not start", []
    return f"it started {first.at / 1000:.1f} s after the API was there; {walked(run)}", []


def walked(run: Run) -> str:
    """How far it went, in a few words."""
    return f"{run.total:,} calls in {run.steps} steps"


def mended(run: Run) -> tuple[str, list[str]]:
    """Whether what the LMS did not get was told again."""
    if run.owed:
        names = listed(run.owed)
        return "not all was told again", [f"{names}: set, and not told again {run.mended:.0f} s later"]
    failed = sum(one.reason == "not kept" for one in run.calls)
    what = "requests" if heard.count(run.calls, "fetch") else "commits"
    refused = f"{failed} {what} failed; " if failed else ""
    return f"{refused}nothing was missing {run.mended:.0f} s later; {walked(run)}", []


def cut(run: Run) -> tuple[str, list[str]]:
    """Whether there was anything to cut."""
    longest = heard.longest(run.calls, SUSPEND_DATA)
    if longest <= 4096:
        return f"nothing was cut: at most {longest:,} characters were set", []
    back = heard.began(run.again)
    return f"{longest:,} characters were cut; {'it started again' if back else 'it did not start again'}", (
        [] if back else ["with its suspend_data cut it did not start again"]
    )


def rewritten(run: Run) -> tuple[str, list[str]]:
    """What became of the status."""
    changes = []
    for name in STATUSES:
        own, kept = heard.last(run.calls, name), run.kept.get(name, "")
        if kept and kept != own and heard.began(run.calls):
            before = f"set to '{own}'" if own else "never set"
            changes.append(f"{name} was {before}, and the LMS made '{kept}' of it")
    if changes:
        return "the LMS made another status of it", changes
    kept_words = ", ".join(run.kept[name] for name in STATUSES if name in run.kept)
    return f"the status stayed as it was set: {kept_words or 'none'}", []


SPECIAL: dict[str, Callable[[Run], tuple[str, list[str]]]] = {
    "commit": mended,
    "offline": mended,
    "cut": cut,
    "rewritten": rewritten,
}
CMI5_SPECIAL: dict[str, Callable[[Run], tuple[str, list[str]]]] = {
    "late": verdicts.late,
    "commit": mended,
    "offline": mended,
    "spent": verdicts.spent,
    "review": verdicts.reviewed,
}


def once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, each said once."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda one: (not one.is_error, one.code, one.where, one.message)))
