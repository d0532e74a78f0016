"""What of a course is for whom: modules, screens, blocks and activities that only some partners get.

Law: what names no role is for everyone; what names some is for a partner that has one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scorm_export.partners import Choices
from scorm_export.sheets import CourseSheet, Role
from scorm_export.written import WrittenModule, WrittenScreen

AUDIENCES: tuple[tuple[Role, ...], ...] = ((), *((role,) for role in Role))
"""Those for whom a course must be whole: partners without a role, and those of each kind."""


def suits(wanted: Collection[Role], roles: Collection[Role]) -> bool:
    """Whether what is for `wanted` is for a partner with these roles."""
    return not wanted or any(role in wanted for role in roles)


def modules_for(modules: Iterable[WrittenModule], roles: Collection[Role]) -> tuple[WrittenModule, ...]:
    """The modules that a partner with these roles gets, each without what is for others."""
    return tuple(module_for(module, roles) for module in modules if suits(module.roles, roles))


def module_for(module: WrittenModule, roles: Collection[Role]) -> WrittenModule:
    """One module without what is for others."""
    screens = tuple(screen_for(screen, roles) for screen in module.screens if suits(screen.roles, roles))
    return replace(module, screens=screens)


def screen_for(screen: WrittenScreen, roles: Collection[Role]) -> WrittenScreen:
    """One screen without what is for others."""
    return replace(screen, pieces=tuple(piece for piece in screen.pieces if suits(piece.roles, roles)))


def chosen(
    modules: Iterable[WrittenModule], sheet: CourseSheet, choices: Choices
) -> tuple[CourseSheet, tuple[WrittenModule, ...]]:
    """A course's sheet and modules as a partner asks for them."""
    kept = [(name, one) for name, one in zip(sheet.modules, modules, strict=True) if is_kept(name, choices)]
    changed: dict[str, object] = {"modules": tuple(name for name, _ in kept)}
    changed |= {"minutes": None} if choices.modules else {}
    for name in ("pass_mark", "completion"):
        changed |= {name: getattr(choices, name)} if getattr(choices, name) else {}
    return sheet.model_copy(update=changed), tuple(one for _, one in kept)


def is_kept(name: str, choices: Choices) -> bool:
    """Whether a partner wants a module."""
    return not choices.modules or name in choices.modules
