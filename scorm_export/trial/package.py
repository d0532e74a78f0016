"""A whole package on trial: every unit played, then the faults. Law: read-only, bounded in time and memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from playwright.async_api import Browser

from scorm_export.inspection.archive import Archive
from scorm_export.inspection.package import opened
from scorm_export.preview.serving import serving
from scorm_export.trial import judging
from scorm_export.trial.faults import CMI5_FAULTS, FAULTS, Fault
from scorm_export.trial.findings import Finding
from scorm_export.trial.judging import once
from scorm_export.trial.pace import Pace
from scorm_export.trial.playable import MOST_UNITS, Playable, Unit, playable
from scorm_export.trial.playing import Run, played
from scorm_export.trial.shelf import Shelf

Say: TypeAlias = Callable[[str], None]
Opens: TypeAlias = Callable[[], AbstractAsyncContextManager[Browser]]


@dataclass(frozen=True, slots=True)
class UnderFault:
    """How a unit did under one fault."""

    run: Run
    fault: Fault
    happened: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How a package did."""

    name: str
    package: Playable | None
    runs: tuple[Run, ...]
    faults: tuple[UnderFault, ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there is no error."""
        return not any(finding.is_error for finding in self.findings)


async def tried(path: Path, opens: Opens, pace: Pace, *, faults: bool, say: Say = lambda _: None) -> Tried:
    """Play the package in this file, in the browser that `opens` gives; none is opened where nothing can be played.

    Raises OSError where the file cannot be read at all, and Missing where there is no browser.
    """
    held, _, wrong = opened(path)
    if held is None:
        return Tried(path.name, None, (), (), tuple(Finding("not-played", "", one.message) for one in wrong))
    with held.zip:
        package, missing = playable(held)
        if package is None:
            return Tried(path.name, None, (), (), missing)
        async with opens() as chromium:
            return await Trial(path.name, held, package, chromium, pace, say).held(faults=faults)


@dataclass(frozen=True, slots=True)
class Trial:
    """A package about to be played."""

    name: str
    archive: Archive
    package: Playable
    chromium: Browser
    pace: Pace
    say: Say

    async def held(self, *, faults: bool) -> Tried:
        """Play every unit, then the first under each fault."""
        units = self.package.units[:MOST_UNITS]
        with serving(Shelf(self.archive)) as host:
            runs = tuple([await self.plain(unit, host, len(units)) for unit in units])
            under = tuple([await self.fault(one, host, runs[0]) for one in self.faults]) if faults else ()
        said = [one for run in runs for one in judging.findings(self.package, run)]
        said += [one for each in under for one in each.findings]
        return Tried(self.name, self.package, runs, under, once(said))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those that packages of this kind are played under."""
        return CMI5_FAULTS if self.package.is_cmi5 else FAULTS

    async def plain(self, unit: Unit, host: str, units: int) -> Run:
        """A unit played without faults."""
        self.say(f"{self.name}: playing “{unit.title}”")
        return await played(self.chromium, host, unit, self.package.runtime, self.pace, self.pace.play / units)

    async def fault(self, fault: Fault, host: str, plain: Run) -> UnderFault:
        """The first unit played under a fault."""
        self.say(f"{self.name}: {fault.title}")
        run = await played(
            self.chromium, host, plain.unit, self.package.runtime, self.pace, self.pace.fault, fault=fault
        )
        happened, found = judging.under_fault(self.package, run, plain)
        return UnderFault(run, fault, happened, found)


def paced(minutes: float) -> Pace:
    """A pace for so many minutes of playing; under each fault a quarter of that, half a minute at the most."""
    return replace(Pace(), play=minutes * 60, fault=min(Pace().fault, minutes * 15))
