"""Actions as people say them: "Jo to test the restore by the end of January" -> who, what, by when.

Law: pure; what is not understood stays in the words of the action, so that nothing said is lost. A date is always in
the future: a day or a month that has passed this year is next year's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LEADS = r"(?:by|before|on|in|within|until|due|no later than)"
DUE = re.compile(rf"[\s,;(]+(?:(?P<lead>{LEADS})\s+)?(?P<when>[^,;()]+?)[\s.)]*$", re.IGNORECASE)
OWNER = re.compile(
    r"^(?P<owner>(?:the |our )?[\w'’&/-]+(?: [\w'’&/-]+){0,3}?)(?::| to | will | must | should )\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
NOT_OWNERS = ("we need", "need", "remember", "try", "want", "agree", "decide", "how", "what", "where", "when", "whom")


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody will do, by when. Owner and date are empty where nobody said them."""

    text: str
    owner: str = ""
    due: date | None = None


def action(said: str, today: date) -> Action:
    """An action as it was said."""
    words = " ".join(said.split())
    words, due = without_date(words, today)
    found = OWNER.match(words)
    if found and found["owner"].lower() not in NOT_OWNERS:
        return Action(capital(found["text"].strip(" .")), capital(found["owner"].strip()), due)
    return Action(capital(words.strip(" .")), "", due)


def without_date(words: str, today: date) -> tuple[str, date | None]:
    """The words without the date they end in, and the date: the longest ending that is one."""
    for place in (match.start() for match in re.finditer(r"[\s,;(]+", words)):
        found = DUE.fullmatch(words[place:])
        if found:
            due = day_of(found["when"], found["lead"] or "", today)
            if due and (found["lead"] or is_date_by_itself(found["when"])):
                return words[:place], due
    return words, None


def is_date_by_itself(when: str) -> bool:
    """Whether words are a date without "by" before them: tomorrow, next Friday, 2026-12-04."""
    return bool(re.match(r"(?:today|tomorrow|tonight|next |this |\d{4}-|\d{1,2}/)", when, re.IGNORECASE))


def day_of(when: str, lead: str, today: date) -> date | None:
    """The day that words mean, or nothing."""
    words = re.sub(r"^the ", "", when.strip().lower())
    for meant in (named, numbered, after_a_while):
        found = meant(words, today)
        if found:
            return found - timedelta(days=1) if lead.lower() == "before" and meant is not after_a_while else found
    return None


def named(words: str, today: date) -> date | None:
    """Today, a weekday, the end of a week, a month or a year, Christmas."""
    plain = {"today": today, "tonight": today, "tomorrow": today + timedelta(days=1)}
    if words in plain:
        return plain[words]
    if words == "christmas":
        return coming(12, 25, today)
    if found := re.fullmatch(r"(?:next |this )?(\w+day)", words):
        return next_weekday(found[1], today, words.startswith("next"))
    return end_of(re.sub(r"^end of (?:the )?", "", words), today)


def end_of(words: str, today: date) -> date | None:
    """The last day of a week (its Friday), a month or a year."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    next_month = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    spans = {
        "week": friday,
        "this week": friday,
        "next week": today + timedelta(days=11 - today.weekday()),
        "month": last_of(today.year, today.month),
        "this month": last_of(today.year, today.month),
        "next month": last_of(next_month.year, next_month.month),
        "year": date(today.year, 12, 31),
        "this year": date(today.year, 12, 31),
        "next year": date(today.year + 1, 12, 31),
    }
    if words in spans:
        return spans[words]
    found = re.fullmatch(r"(?:next )?([a-z]+)(?: (\d{4}))?", words)
    month = month_of(found[1]) if found else None
    if found is None or month is None:
        return None
    year = int(found[2]) if found[2] else today.year + (month < today.month)
    return last_of(year, month)


def numbered(words: str, today: date) -> date | None:
    """4 December, 4th of December 2026, 2026-12-04, 4/12/2026."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return valid(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", words):
        day, number, year = int(found[1]), int(found[2]), found[3]
        return valid(int(year), number, day) if year else coming(number, day, today)
    found = re.fullmatch(r"(?:\w+day,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+),?(?: (\d{4}))?", words)
    month = month_of(found[2]) if found else None
    if not found or not month:
        return None
    return valid(int(found[3]), month, int(found[1])) if found[3] else coming(month, int(found[1]), today)


def after_a_while(words: str, today: date) -> date | None:
    """Two weeks, 10 days, a month."""
    found = re.fullmatch(r"(\d{1,3}|a|an|\w+) (day|week|month|year)s?(?: from now| time)?", words)
    number = number_of(found[1]) if found else None
    if found is None or number is None:
        return None
    if found[2] in ("day", "week"):
        return today + timedelta(days=number * (7 if found[2] == "week" else 1))
    months = today.month - 1 + number * (12 if found[2] == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def number_of(word: str) -> int | None:
    """A number in figures or in words."""
    if word.isdecimal():
        return int(word)
    if word in ("a", "an"):
        return 1
    return NUMBERS.index(word) + 1 if word in NUMBERS else None


def month_of(word: str) -> int | None:
    """The number of a month, by its name or its first three letters."""
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, start=1) if name == word or name[:3] == word[:4]), None)


def next_weekday(word: str, today: date, is_next: bool) -> date | None:
    """The next day of that name; with "next", that of next week."""
    if word not in WEEKDAYS:
        return None
    place = WEEKDAYS.index(word)
    if is_next:
        return today + timedelta(days=7 - today.weekday() + place)
    return today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def valid(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or nothing."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def coming(month: int, day: int, today: date) -> date | None:
    """The next time that this day comes."""
    this_year = valid(today.year, month, day)
    return valid(today.year + 1, month, day) if this_year is None or this_year < today else this_year


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]
