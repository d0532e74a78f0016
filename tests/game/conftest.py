"""What the workshop's tests share."""

import pytest

from tests.cases import Golden, compare_golden


@pytest.fixture
def golden() -> Golden:
    """Compares text with a golden file."""
    return compare_golden
