"""Someone who takes an assessment by what can be seen of it.

Law: knows the questions by their prompts and the right answers from the course, never from the page. It looks where
a sitting stands, for a page of ninety screens takes long to search by role.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

from scorm_export import markup
from scorm_export.activities.activity import LETTERS, Activity
from scorm_export.course import Course
from scorm_export.manuscript import manuscript

FERRY = Path("tests/samples/courses/ferry")


def ferry() -> Course:
    """The sample course with an assessment."""
    course = manuscript(FERRY).course
    assert course is not None
    return course


@dataclass(frozen=True, slots=True)
class Examinee:
    """Someone before the course in that frame or window."""

    seen: Frame | Page
    course: Course

    @property
    def place(self) -> Locator:
        """Where its pages stand."""
        return self.seen.locator(".sitting")

    @property
    def form(self) -> Locator:
        """The question in sight."""
        return self.place.locator("form")

    def heading(self) -> str:
        """The heading in sight."""
        return self.place.locator("h3").inner_text()

    def question(self) -> Activity:
        """What the question in sight is."""
        said = self.form.get_by_role("group").first.locator(".prompt").inner_text()
        (found,) = [one for one in self.course.bank if markup.plain(markup.inline(one.prompt)) == said]
        return found

    def goes_to_it(self) -> None:
        """Chooses the assessment in the contents."""
        self.seen.locator(".contents-assessment a").click()
        expect(self.place.locator("h3")).to_be_visible()

    def starts(self) -> None:
        """Presses the button that draws the questions."""
        self.place.get_by_role("button", name=re.compile("Start|Try again")).click()
        expect(self.place.get_by_role("heading", name=re.compile("Question 1 of"))).to_be_focused()

    def goes_on(self) -> None:
        """Presses Next question, or Check my answers."""
        before = self.heading()
        self.seen.locator("nav.steps").get_by_role("link").last.click()
        expect(self.place.locator("h3")).not_to_have_text(before)

    def answers_all(self, *, rightly: bool = True, but: int = 0) -> list[str]:
        """From the first question to the page that shows all; the first `but` otherwise. Gives the ids as asked."""
        asked = []
        while self.heading().startswith("Question"):
            asked.append(self.question().id)
            self.answers(rightly=rightly is (len(asked) > but))
            self.goes_on()
        assert self.heading() == "Check your answers"
        return asked

    def sends(self) -> None:
        """Sends all answers."""
        self.place.get_by_role("button", name="Send my answers").click()
        expect(self.place.get_by_role("heading", name="Your result")).to_be_focused()

    def answers(self, *, rightly: bool = True) -> None:
        """Answers the question in sight."""
        question, right = self.question(), self.question().right
        if question.kind in ("choice", "multiple"):
            wrong = next(letter for letter in LETTERS if letter not in right)
            for box in self.form.locator(".offer input").all():
                if (box.get_attribute("value") or "?") in (right if rightly else wrong):
                    box.check()
                elif question.kind == "multiple":
                    box.uncheck()
        elif question.kind in ("sort", "match"):
            for place, select in enumerate(self.form.get_by_role("combobox").all()):
                values = [
                    value for value in select.locator("option").evaluate_all("all => all.map(o => o.value)") if value
                ]
                wrong = next(value for value in values if value != right[place])
                select.select_option(right[place] if rightly else wrong)
        elif question.kind == "order":
            self.puts_in_order(right if rightly else right[::-1])
        else:
            self.form.get_by_role("textbox").fill(right if rightly else "7")

    def puts_in_order(self, letters: str) -> None:
        """Moves each item up to its place."""
        items = self.form.locator(".order > li")
        items.first.get_by_role("button", name=re.compile("down")).click()
        for place, letter in enumerate(letters):
            while items.nth(place).get_attribute("data-item") != letter:
                self.form.locator(f"[data-item={letter}]").get_by_role("button", name=re.compile("up")).click()
