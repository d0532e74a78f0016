"""Every sentence that the checks can say of what they warn of, read from the code, with … for what varies."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def warnings_of_the_text() -> set[str]:
    """What the rules warn of."""
    return {
        said
        for path in Path("game/checking").glob("*.py")
        for function, call in calls(path)
        if call.args and is_warning(call)
        for said in sentences(function, call, call.args[1])
    }


def warnings_of_courses() -> set[str]:
    """What the rules for courses warn of."""
    found = [one for path in Path("scorm_export").glob("*.py") for one in calls(path) if warns_of_a_course(one[1])]
    return {
        said
        for function, call in found
        for said in sentences(function, call, call.args[isinstance(call.func, ast.Attribute)])
        if said
    }


def warns_of_a_course(call: ast.Call) -> bool:
    """Whether a call makes a problem of a course that is a warning."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    by_name = isinstance(call.func, ast.Name) and call.func.id == "warning"
    return by_name or any(isinstance(each, ast.Attribute) and each.attr == "WARNING" for each in given)


def findings_on_the_paths() -> set[str]:
    """What a walk over every path finds, errors and warnings."""
    return {
        said
        for function, call in calls(Path("game/proving.py"))
        if isinstance(call.func, ast.Name) and call.func.id in ("error", "warning")
        for said in sentences(function, call, call.args[1])
    }


def calls(path: Path) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Every call in a module, with the function that makes it."""
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef):
            yield from ((function, call) for call in ast.walk(function) if isinstance(call, ast.Call))


def is_warning(call: ast.Call) -> bool:
    """Whether a call makes a problem that is a warning."""
    return any(isinstance(each, ast.Attribute) and each.attr == "WARNING" for each in call.args)


def sentences(function: ast.FunctionDef, call: ast.Call, message: ast.expr) -> Iterator[str]:
    """The sentence that a call is given: written there, or put together under a name in the lines above."""
    if not isinstance(message, ast.Name):
        yield written(message)
        return
    said = ""
    for line in sorted(
        (each for each in ast.walk(function) if isinstance(each, ast.Assign | ast.AugAssign)), key=place
    ):
        if line.lineno > call.lineno:
            break
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        if isinstance(target, ast.Name) and target.id == message.id:
            said = (said if isinstance(line, ast.AugAssign) else "") + written(line.value)
    yield said


def place(line: ast.stmt) -> int:
    """Where a line stands."""
    return line.lineno


def written(message: ast.expr) -> str:
    """A sentence as code has it, with … for what varies."""
    if isinstance(message, ast.Constant):
        return str(message.value)
    assert isinstance(message, ast.JoinedStr), ast.dump(message)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in message.values)
