"""Actions as people say them, on Monday 30 November 2026: who, what, by when; and nothing said is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.hotwash import understood
from game.spoken import Action, action

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Jo to test the restore by Friday", Action("Test the restore", "Jo", date(2026, 12, 4))),
        ("Jo to test the restore by the end of January", Action("Test the restore", "Jo", date(2027, 1, 31))),
        ("IT will ring the insurer tomorrow", Action("Ring the insurer", "IT", date(2026, 12, 1))),
        ("The SIRO must sign the policy within two weeks.", Action("Sign the policy", "The SIRO", date(2026, 12, 14))),
        (
            "Sam Okoro: print the call list, by 4 December",
            Action("Print the call list", "Sam Okoro", date(2026, 12, 4)),
        ),
        ("Comms to draft a statement before Christmas", Action("Draft a statement", "Comms", date(2026, 12, 24))),
        ("Buy a second freezer", Action("Buy a second freezer")),
        ("we need to buy a second freezer", Action("We need to buy a second freezer")),
        ("Find out who may decide on a Saturday", Action("Find out who may decide on a Saturday")),
        ("Jo to check the backups next Friday", Action("Check the backups", "Jo", date(2026, 12, 11))),
        ("Jo to check the backups by next week", Action("Check the backups", "Jo", date(2026, 12, 11))),
        ("Jo to check the backups by the end of the week", Action("Check the backups", "Jo", date(2026, 12, 4))),
        ("Jo to report by the end of the month", Action("Report", "Jo", date(2026, 11, 30))),
        ("Jo to report by end of March 2028", Action("Report", "Jo", date(2028, 3, 31))),
        ("Jo to report by 2027-02-28", Action("Report", "Jo", date(2027, 2, 28))),
        ("Jo to report by 4/12", Action("Report", "Jo", date(2026, 12, 4))),
        ("Jo to report by 29/11", Action("Report", "Jo", date(2027, 11, 29))),
        ("Jo to report by 3rd of March", Action("Report", "Jo", date(2027, 3, 3))),
        ("Jo to report in 10 days", Action("Report", "Jo", date(2026, 12, 10))),
        ("Jo to report in three months", Action("Report", "Jo", date(2027, 2, 28))),
        ("Jo to report by the end of the year", Action("Report", "Jo", date(2026, 12, 31))),
        ("Jo to report today", Action("Report", "Jo", TODAY)),
        ("Jo to report by 31 February", Action("Report by 31 February", "Jo")),
        ("Jo to ask about the second site by Wye", Action("Ask about the second site by Wye", "Jo")),
        ("", Action("")),
    ],
)
def test_what_is_said_is_understood(said: str, expected: Action) -> None:
    assert action(said, TODAY) == expected


def test_what_nobody_said_is_named() -> None:
    assert understood("Buy a freezer", "", None) == (
        "Understood as: who: nobody named; what: Buy a freezer; by when: no date"
    )
    assert understood("Test it", "Jo", date(2026, 12, 4)) == (
        "Understood as: who: Jo; what: Test it; by when: Friday 4 December 2026"
    )


@given(st.text(max_size=80), st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_anything_can_be_said_and_no_date_has_passed(said: str, today: date) -> None:
    meant = action(said, today)
    if meant.due and not any(sign.isdecimal() for sign in said):
        assert meant.due >= today


WORDS = st.lists(st.sampled_from(("call", "plan", "the", "server", "Kent", "by", "to", "Friday", "paper")), max_size=8)


@given(WORDS)
def test_no_word_is_lost_that_is_not_a_date(words: list[str]) -> None:
    said = " ".join(words)
    meant = action(said, TODAY)
    kept = f"{meant.owner} {meant.text}".lower().split()
    for word in ("call", "plan", "server", "kent", "paper"):
        assert kept.count(word) == [one.lower() for one in words].count(word), (said, meant)
