"""Ids that authors have not written yet: what they would be, and writing them into the source.

Law: an id is taken from the words once and stays when they change; writing touches nothing else in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.authoring.reading import Source
from game.authoring.tree import Value, scalar
from scorm_export import bank, markup, written
from scorm_export.activities.activity import Named
from scorm_export.written import Asked, WrittenModule, WrittenScreen

SMALL = re.compile(
    r"(a|an|and|are|at|be|by|can|do|does|for|from|has|have|how|i|if|in|is|it|its|me|my|of|on|or|our|so|that|the|"
    r"their|them|they|this|to|us|was|we|what|when|which|who|why|will|with|you|your)"
)
"""Words that say little; left out while enough others remain."""
WORDS = 4
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without an id: what it is, the id it would get, and where to write that."""

    what: str
    id: str
    file: str
    line: int
    column: int
    heading: bool

    @property
    def message(self) -> str:
        """The sentence for an author."""
        wanted = f"{{#{self.id}}}" if self.heading else f"id: {self.id}"
        return f"{self.what} has no id; 'scorm-export ids' would write {wanted}"


def missing(modules: Iterable[WrittenModule]) -> Iterator[Missing]:
    """Everything without an id, in order, with ids that are free in the whole course."""
    modules = tuple(modules)
    screens = dict.fromkeys((screen.id for module in modules for screen in module.screens), 1)
    values = [asked.document.value for module in modules for asked in (*module.asked, *module.bank)]
    activities = dict.fromkeys((value.id for value in values if value), 1)
    for module in modules:
        for screen in module.screens:
            if not any(word.startswith("#") for word in screen.braces):
                yield heading(module, screen, screens)
            for asked in screen.asked:
                yield from parts(asked, activities)
        for asked in module.bank:
            yield from parts(asked, activities)


def heading(module: WrittenModule, screen: WrittenScreen, taken: dict[str, int]) -> Missing:
    """The id a screen would get."""
    opening = screen.opening.map or [0, 1]
    words_line = opening[1] - 2 if screen.opening.markup in ("-", "=") else opening[0]
    return Missing(
        f"the screen '{screen.title}'", free(screen.title, "screen", taken), module.file, words_line + 1, 1, True
    )


def parts(asked: Asked, taken: dict[str, int]) -> Iterator[Missing]:
    """The ids an activity and its parts would get. What could not be read is left until it is mended."""
    value = asked.document.value
    if value is None or asked.document.problems:
        return
    inner = dict.fromkeys((named.id for named in value.named() if named.path), 1)
    for named in value.named():
        if (*named.path, "id") not in asked.document.tree.places:
            line, column = asked.document.tree.places[named.path]
            id = free(words(named), part_name(named, asked.kind), inner if named.path else taken)
            what = f"the {part_name(named, asked.kind)} '{words(named)}'"
            yield Missing(what, id, asked.document.source.file, line, column, False)


def part_name(named: Named, kind: str) -> str:
    """What a part is called: an option, an item, a reply, a choice."""
    return re.sub("ies$", "y", str(named.path[-2])).removesuffix("s") if named.path else kind


def words(named: Named) -> str:
    """The part's words without Markdown, shortened for a sentence."""
    said = markup.plain(markup.inline(named.words))
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def free(text: str, part: str, taken: dict[str, int]) -> str:
    """An id from the words that nothing else has yet. `taken` holds ids and the last number behind each."""
    base = slug(text) or part
    if not isinstance(scalar(base), str):  # a bare `no` or `2026` would not be read as text
        base = f"{part}-{base}"
    id, number = base, taken.get(base, 0)
    while id in taken:
        number += 1
        id = f"{base}-{number}"
    taken[base] = number
    taken[id] = 1
    return id


def slug(text: str) -> str:
    """The first few words that say something, in plain letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    telling = [word for word in found if not SMALL.fullmatch(word)]
    return "-".join((telling if len(telling) >= 2 else found)[:WORDS])[:LONGEST].strip("-")


def with_ids(text: str, found: Iterable[Missing]) -> str:
    """The file's text with these ids written in; line ends and everything else stay as they are."""
    lines = re.split(r"(\r\n|\r|\n)", text)
    for one in sorted(found, key=lambda one: (one.line, one.column), reverse=True):
        number = 2 * (one.line - 1)
        end = lines[number + 1] if number + 1 < len(lines) else "\n"
        write = in_heading if one.heading else in_yaml
        lines[number] = write(lines[number], one, end)
    return "".join(lines)


def in_heading(line: str, one: Missing, end: str) -> str:
    """The heading's line with its id, in the braces it has or in new ones."""
    braces = re.search(r"\{([^{}]*)\}\s*$", line)
    if braces:
        return f"{line[: braces.start()]}{{#{one.id} {braces.group(1).strip()}}}"
    words = re.sub(r"\s+#+\s*$", "", line).rstrip()
    return f"{words} {{#{one.id}}}"


def in_yaml(line: str, one: Missing, end: str) -> str:
    """The line with the id as its part's first key: in braces before the others, else on a line of its own."""
    before, after = line[: one.column - 1], line[one.column - 1 :]
    if after.startswith("{"):
        return f"{before}{{id: {one.id},{'' if after[1:2] == ' ' else ' '}{after[1:]}"
    return f"{before}id: {one.id}{end}{' ' * (one.column - 1)}{after}"


def same_but_for_ids(old: str, new: str) -> bool:
    """Whether the new text reads as the old one does, with every id there and nothing else changed."""
    before, after = (written.module(Source(plain_lines(text), "")) for text in (old, new))
    return (
        len(before.screens) == len(after.screens)
        and all(alike(one, other) for one, other in zip(before.screens, after.screens, strict=True))
        and not any(missing([after]))
    )


def same_bank_but_for_ids(old: str, new: str) -> bool:
    """The same of a file of questions."""
    before, after = (bank.bank(Source(plain_lines(text), "")).asked for text in (old, new))
    whole = all(not any(parts(asked, {})) for asked in after)
    return whole and [told(asked) for asked in before] == [told(asked) for asked in after]


def plain_lines(text: str) -> str:
    """The text with the line ends and the start that reading gives it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def alike(one: WrittenScreen, other: WrittenScreen) -> bool:
    """Whether two screens say the same, ids apart."""
    prose = [token.content for token in one.tokens] == [token.content for token in other.tokens]
    return prose and [told(asked) for asked in one.asked] == [told(asked) for asked in other.asked]


def told(asked: Asked) -> object:
    """What an activity says without any of its ids."""
    return without_ids(asked.document.tree.value)


def without_ids(value: Value) -> Value:
    """YAML's values without the keys `id`."""
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else value
