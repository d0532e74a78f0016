"""Contrast is WCAG's own figure."""

import pytest

from game.authoring.contrast import ratio


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#fff", "#FFFFFF", 1),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#000000", 5.25),
    ],
)
def test_known_pairs_have_their_known_ratio_either_way_round(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)
    assert ratio(other, one) == ratio(one, other)


@pytest.mark.parametrize("colour", ["red", "#12", "#12345g", "112233", ""])
def test_what_is_no_colour_is_said(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour such as"):
        ratio(colour, "#000000")
