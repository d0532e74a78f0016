"""What of a course is for whom: modules, screens, blocks and activities that only some partners get.

Law: what names no role is for everyone; what names some is for a partner that has one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scorm_export.sheets import Role
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
