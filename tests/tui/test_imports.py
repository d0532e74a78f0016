"""The console is quick to come: its first screen needs nothing of the engine."""

import subprocess
import sys

HEAVY = ("click", "pydantic", "yaml", "markdown_it", "game.session", "game.views")


def test_the_first_screen_needs_no_engine() -> None:
    ask = f"print([name for name in {HEAVY} if name in sys.modules])"
    code = f"import sys, game.entrance, game.allowed, game.tui.app; {ask}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
