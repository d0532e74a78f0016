"""A faultless manuscript and a partner in; the finished course out.

Law: a pure function of both; what is for other partners is left out first, so that footnotes are counted without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token

from scorm_export import markup
from scorm_export.activities.activity import Activity, Path
from scorm_export.audiences import chosen, module_for, suits
from scorm_export.checking import WrittenCourse
from scorm_export.course import Cited, Course, Module, Note, Prose, Screen, Term
from scorm_export.logos import Logo
from scorm_export.partners import Partner, filled
from scorm_export.rendering import Setting
from scorm_export.sheets import CourseSheet, Role, SourceText
from scorm_export.words import words
from scorm_export.written import Asked, Stretch, WrittenModule, WrittenScreen

OF_THE_SHEET_ALONE = ("modules", "minutes", "objectives", "sources", "source")
TAKEN_OVER = tuple(name for name in CourseSheet.model_fields if name not in OF_THE_SHEET_ALONE)
"""What the course takes over from its sheet as it stands."""
Sizes: TypeAlias = Mapping[str, tuple[int, int]]
Notes: TypeAlias = Mapping[str, tuple[Token, ...]]


class Values(dict[str, str]):
    """A partner's values by name, and whether any has been asked for."""

    asked = False

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]  # narrower, as used
        """A value."""
        self.asked = True
        return super().get(name, default)


@dataclass(slots=True)
class Kept:
    """What a course for one partner leaves for the next: modules by role, and screens that speak of no partner.

    Each is found by the identity of what it was made from, which it holds, so that no other can have it.
    """

    modules: dict[tuple[int, tuple[Role, ...]], tuple[WrittenModule, WrittenModule]] = field(default_factory=dict)
    screens: dict[int, tuple[WrittenScreen, Screen]] = field(default_factory=dict)

    def module_for(self, module: WrittenModule, roles: tuple[Role, ...]) -> WrittenModule:
        """One module without what is for others."""
        return self.modules.setdefault((id(module), roles), (module, module_for(module, roles)))[1]


def assembled(
    written: WrittenCourse,
    sheet: CourseSheet,
    sizes: Sizes,
    partner: Partner,
    logo: Logo | None = None,
    kept: Kept | None = None,
) -> Course:
    """The course that a faultless manuscript makes for a partner. `kept` is the last one's legacy."""
    glossary = written.glossary.value.terms if written.glossary and written.glossary.value else {}
    sheet, modules = chosen(written.modules, sheet, partner.choices(sheet.id))
    kept = kept or Kept()
    said, marked = Values(partner.values), Values(partner.markdown)
    assembling = Assembling(sheet, words(sheet.language).page, sizes, partner, glossary, said, marked, kept)
    modules = tuple(kept.module_for(one, partner.roles) for one in modules if suits(one.roles, partner.roles))
    sheet = spoken(sheet, partner.values)
    return Course(
        **{name: getattr(sheet, name) for name in TAKEN_OVER},
        aims=sheet.objectives,
        modules=tuple(assembling.module(module) for module in modules),
        terms=tuple(assembling.terms()),
        statement=tuple(assembling.statement(written.statement)) if written.statement else (),
        partner=partner,
        logo=logo,
    )


def spoken(sheet: CourseSheet, values: Mapping[str, str]) -> CourseSheet:
    """The sheet with the partner's words in its texts."""
    new: dict[str, object] = {name: filled(text, values) for name, text in sheet if type(text) is str}
    if sheet.assessment:
        new["assessment"] = sheet.assessment.model_copy(update={"title": filled(sheet.assessment.title, values)})
    return sheet.model_copy(update={**new, "objectives": tuple(filled(aim, values) for aim in sheet.objectives)})


@dataclass(frozen=True, slots=True)
class Assembling:
    """What every part of a course is made with: sheet, interface's words, pictures' sizes, partner, glossary."""

    sheet: CourseSheet
    said: Mapping[str, str]
    sizes: Sizes
    partner: Partner
    glossary: Mapping[str, str]
    values: Values
    marked: Values
    """The partner's values by name, as text and as Markdown, worked out once."""
    kept: Kept

    def anchors(self) -> Mapping[str, str]:
        """Where each term is explained, by its words in small letters, in the order of the alphabet."""
        return {term.casefold(): f"_term_{at}" for at, term in enumerate(sorted(self.glossary, key=str.casefold))}

    def terms(self) -> Iterator[Term]:
        """The glossary."""
        for term, anchor in zip(sorted(self.glossary, key=str.casefold), self.anchors().values(), strict=True):
            text = markup.filled(markup.inline(self.glossary[term]), self.marked)
            yield Term(term, anchor, markup.html(text, Setting("", self.said)))

    def module(self, module: WrittenModule) -> Module:
        """One module."""
        sheet = module.sheet.value
        if sheet is None:
            raise ValueError("only a faultless module can be assembled")
        notes = {**self.notes_of({**self.sheet.sources, **sheet.sources}), **module.notes}
        screens = [(self.screen(one, one.notes or notes), one.notes or notes) for one in module.screens]
        return Module(
            sheet.id,
            filled(sheet.title, self.values),
            sheet.minutes,
            {id: filled(text, self.values) for id, text in sheet.objectives.items()},
            tuple(screen for screen, _ in screens),
            sheet.test_out,
            tuple(self.cited(screens)),
            tuple(
                filled_activity(one.document.value, self.values, self.marked)
                for one in module.bank
                if one.document.value
            ),
            sheet.optional,
        )

    def statement(self, statement: WrittenModule) -> Iterator[Screen]:
        """The accessibility statement, without what is for others."""
        notes = {**self.notes_of(self.sheet.sources), **statement.notes}
        for section in module_for(statement, self.partner.roles).screens:
            yield self.screen(section, notes)

    def notes_of(self, sources: Mapping[str, SourceText]) -> Notes:
        """Sources of a sheet as footnotes."""
        return {label: tuple(markup.inline(source.text)) for label, source in sources.items()}

    def cited(self, screens: Sequence[tuple[Screen, Notes]]) -> Iterator[Cited]:
        """The sources that the screens name, as they are first named."""
        found: dict[str, list[Screen]] = {}
        for screen, notes in screens:
            for note in screen.notes:
                text = markup.without_notes(markup.filled(notes[note.label], self.marked))
                where = found.setdefault(markup.html(text, Setting("", self.said)), [])
                where.extend([] if where and where[-1] is screen else [screen])
        yield from (Cited(html, tuple(where)) for html, where in found.items())

    def screen(self, screen: WrittenScreen, notes: Notes) -> Screen:
        """One screen, the very one of the last partner where it speaks of none."""
        if id(screen) in self.kept.screens:
            return self.kept.screens[id(screen)][1]
        self.values.asked = self.marked.asked = False
        made = self.fresh(screen, notes)
        if not (self.values.asked or self.marked.asked):
            self.kept.screens[id(screen)] = (screen, made)
        return made

    def fresh(self, screen: WrittenScreen, notes: Notes) -> Screen:
        """One screen; its footnotes are numbered as they are named, from its heading to its last activity."""
        setting = Setting(screen.id, self.said, self.sizes, terms=self.anchors())
        (heading,) = markup.filled([screen.heading], self.marked)
        shown = markup.html([heading], setting)
        pieces = tuple(self.piece(piece, setting) for piece in screen.pieces)
        named: list[Note] = []
        while len(named) < len(setting.numbers):  # a note may name another
            label = list(setting.numbers)[len(named)]
            html = markup.html(markup.filled(notes[label], self.marked), setting)
            named.append(Note(label, html, label in setting.anchors))
        return Screen(screen.id, markup.plain([heading]), shown, screen.check, pieces, tuple(named))

    def piece(self, piece: Stretch | Asked, setting: Setting) -> Prose | Activity:
        """A stretch of prose, or an activity whose texts take their part in the numbering of notes."""
        if isinstance(piece, Stretch):
            return Prose(markup.html(markup.filled(piece.tokens, self.marked), setting))
        if piece.document.value is None:
            raise ValueError("only a faultless activity can be assembled")
        activity = filled_activity(piece.document.value, self.values, self.marked)
        setting.anchored = False
        for _, text in activity.texts():
            markup.html(markup.inline(text), setting)
        setting.anchored = True
        return activity


def filled_activity(activity: Activity, values: Mapping[str, str], marked: Mapping[str, str]) -> Activity:
    """An activity with the partner's values: as Markdown where its text is Markdown, else as plain text."""
    in_markdown = {path for path, _ in activity.texts()}

    def fill(value: object, path: Path) -> object:
        if isinstance(value, str):
            return filled(value, marked if path in in_markdown else values)
        if isinstance(value, dict):
            return {key: fill(inner, (*path, key)) for key, inner in value.items()}
        return [fill(inner, (*path, at)) for at, inner in enumerate(value)] if isinstance(value, list) else value

    written = activity.model_dump(mode="json", by_alias=True)
    return activity if "{{" not in str(written) else type(activity).model_validate(fill(written, ()))
