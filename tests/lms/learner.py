"""A learner at the keyboard: takes the course by what can be seen on it.

Law: knows labels and buttons, and at which address each screen and each activity stands; nothing of the page's
insides. It looks only there, for asking a page of ninety screens by role takes a second each time.
"""

from dataclasses import dataclass

from playwright.sync_api import Frame, Locator, Page, expect

from scorm_export import markup
from scorm_export.activities.activity import Activity
from scorm_export.activities.barrier import Barrier
from scorm_export.activities.choice import Choice
from scorm_export.activities.contrast import Contrast
from scorm_export.activities.conversation import Conversation, ways
from scorm_export.activities.gap import Gap
from scorm_export.activities.headings import NONE, Headings
from scorm_export.activities.inbox import Inbox
from scorm_export.activities.match import Match
from scorm_export.activities.number import Number
from scorm_export.activities.order import Order
from scorm_export.activities.sort import Sort
from scorm_export.course import Course, Screen
from tests.browser.examinee import Examinee


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone before the course `seen` in that frame or window."""

    seen: Frame | Page
    course: Course

    def walks_through(self, *, rightly: bool = True) -> None:
        """From the screen in sight to the end, answering everything on the way."""
        for screen in self.course.needed:
            self.is_on(screen)
            for activity in screen.activities:
                self.answers(activity, rightly=rightly)
            self.goes_on()
        self.looks_up(rightly=rightly)
        if self.course.assessment:
            examinee = Examinee(self.seen, self.course)
            examinee.goes_to_it()
            examinee.starts()
            examinee.answers_all(rightly=rightly)
            examinee.sends()
            self.goes_on()
        expect(self.seen.get_by_role("heading", name="Where you stand")).to_be_visible()

    def looks_up(self, *, rightly: bool = True) -> None:
        """Goes through the modules that nobody must read, by the contents, answering everything."""
        for screen in self.course.screens[len(self.course.needed) :]:
            self.goes_to(screen)
            for activity in screen.activities:
                self.answers(activity, rightly=rightly)

    def looks_through(self) -> None:
        """To the end without answering anything."""
        for screen in self.course.needed[:-1]:
            self.is_on(screen)
            self.goes_on()
        self.finishes()

    def finishes(self) -> None:
        """From the last screen, past the assessment if there is one, to where the learner stands."""
        self.is_on(self.course.needed[-1])
        self.goes_on()
        if self.course.assessment:
            expect(self.seen.locator(".sitting h3")).to_be_visible()
            self.goes_on()
        expect(self.seen.get_by_role("heading", name="Where you stand")).to_be_visible()

    def mends(self) -> list[str]:
        """Answers rightly, once more, what the score is made of. Gives the ids of what was asked."""
        if self.course.assessment:
            return self._sits_again()
        checks = [screen for screen in self.course.screens if screen.check]
        for screen in checks:
            self.goes_to(screen)
            for activity in screen.activities:
                assert self.chosen(activity) != []
                self.answers(activity)
        return [activity.id for screen in checks for activity in screen.activities]

    def _sits_again(self) -> list[str]:
        examinee = Examinee(self.seen, self.course)
        examinee.goes_to_it()
        examinee.starts()
        drawn = examinee.answers_all()
        examinee.sends()
        return drawn

    def is_on(self, screen: Screen) -> None:
        """Sees that screen's heading."""
        place = self.seen.locator(f"[id='{screen.id}']")
        expect(place.get_by_role("heading", name=screen.title, exact=True)).to_be_visible()

    def goes_on(self) -> None:
        """Presses Next, or Finish on the last screen."""
        self.seen.locator("nav.steps").get_by_role("link").last.click()

    def goes_to(self, screen: Screen) -> None:
        """Chooses a screen in the contents, unfolding its module where need be."""
        contents = self.seen.get_by_role("navigation", name="Contents")
        address = f"a[href='#{screen.id}']"
        module = contents.locator("details.part").filter(has=self.seen.locator(address))
        if module.get_attribute("open") is None:
            module.locator("summary").click()
        contents.locator(address).click()
        self.is_on(screen)

    def answers(self, activity: Activity, *, rightly: bool = True) -> None:
        """Chooses, presses the button and waits for the verdict; passes by what has no right answer."""
        if not activity.judged:
            return
        question = self.question(activity)
        if isinstance(activity, Conversation):
            talks(activity, question, rightly)
            return
        again = question.get_by_role("button", name="Try again")
        if again.is_visible():
            again.click()
        self._chooses(activity, question, rightly)
        question.get_by_role("button", name="Check my answer").click()
        verdict = question.get_by_role("status").last
        expect(verdict).not_to_be_empty()

    def question(self, activity: Activity) -> Locator:
        """The form that asks it."""
        place = self.seen.locator(f"#activity_{activity.id}")
        if isinstance(activity, Conversation):
            return place.get_by_role("form", name=words(activity.prompt))
        return place.locator("form").filter(has=self.seen.get_by_role("group", name=words(activity.prompt)))

    def chosen(self, activity: Activity) -> list[str]:
        """What stands chosen: the words of ticked options, the group of each item, the order, or what is written."""
        question = self.question(activity)
        if isinstance(activity, Order):
            return stands(question)
        if isinstance(activity, Conversation):
            return question.get_by_role("log").locator("p").all_inner_texts()
        if isinstance(activity, Gap | Number | Contrast):
            return [box.input_value() for box in question.get_by_role("textbox").all()]
        if isinstance(activity, Sort | Match | Inbox | Headings):
            lists = question.get_by_role("combobox").all()
            return [str(found.evaluate("list => list.selectedOptions[0].text")) for found in lists]
        return [label.inner_text().strip() for label in question.locator("label:has(:checked)").all()]

    def told(self) -> str:
        """The line that speaks of the connection."""
        return (self.seen.locator(".notice").text_content() or "").strip()

    def _chooses(self, activity: Activity, question: Locator, rightly: bool) -> None:
        if isinstance(activity, Sort | Inbox | Headings):
            lists = question.get_by_role("combobox")
            expect(lists).to_have_count(len(activity.right))  # a screen that was just turned to is not there at once
            for found, digit in zip(lists.all(), activity.right, strict=True):
                found.select_option(index=int(digit) if rightly else int(digit) % places(activity) + 1)
        elif isinstance(activity, Choice | Barrier):
            all_right = all(option.correct for option in activity.options)  # then a wrong answer lacks some
            for option in activity.options:
                tick = question.get_by_label(words(option.text), exact=True)
                if option.correct is rightly or (all_right and option is activity.options[0]):
                    tick.check()
                elif activity.several:
                    tick.uncheck()
        elif isinstance(activity, Match):
            for number, pair in enumerate(activity.pairs):
                chosen = activity.pairs[number if rightly else number - 1].match
                question.get_by_label(words(pair.text), exact=True).select_option(label=words(chosen))
        elif isinstance(activity, Gap | Number | Contrast):
            for box, text in zip(question.get_by_role("textbox").all(), writes(activity, rightly), strict=True):
                box.fill(text)
        elif isinstance(activity, Order):
            self._puts_in_order(activity, question, rightly)
        else:
            raise AssertionError(f"no one has told this learner how to do a {activity.kind}")

    def _puts_in_order(self, activity: Order, question: Locator, rightly: bool) -> None:
        wanted = [words(item.text) for item in activity.items]
        for place, item in enumerate(wanted if rightly else [wanted[1], wanted[0], *wanted[2:]]):
            for _ in range(stands(question).index(item) - place):
                question.get_by_role("button", name=f"Move up “{item}”").click()


def places(activity: Sort | Inbox | Headings) -> int:
    """How many places each of its things may be given."""
    if isinstance(activity, Headings):
        return NONE
    return len(activity.groups if isinstance(activity, Sort) else activity.actions)


def writes(activity: Gap | Number | Contrast, rightly: bool) -> tuple[str, ...]:
    """What is written into each of its boxes."""
    if isinstance(activity, Gap):
        return (activity.right if rightly else "something else",)
    if isinstance(activity, Number):
        return (str(activity.answer + (0 if rightly else activity.within + 1)),)
    return activity.example if rightly else (activity.foreground, activity.background)


def talks(activity: Conversation, talk: Locator, rightly: bool) -> None:
    """From the beginning of a conversation to an ending, good or not."""
    begun = activity.place(activity.start)
    assert begun is not None
    wanted = {-1 - number for number, ending in enumerate(activity.endings) if ending.good is rightly}
    talk.get_by_role("button", name="Start again").click()
    for reply in activity.replies_on(ways.shortest(activity.ways, begun, wanted)):
        talk.get_by_label(words(reply), exact=True).check()
        talk.get_by_role("button", name="Say this").click()
    expect(talk.get_by_role("button", name="Say this")).to_be_hidden()


def stands(question: Locator) -> list[str]:
    """The items of an order as they stand, by the names of their buttons."""
    names = question.get_by_role("button", name="Move up").all_inner_texts()
    return [name.partition("“")[2].removesuffix("”") for name in names]


def words(text: str) -> str:
    """Inline Markdown as it is read aloud."""
    return markup.plain(markup.inline(text))
