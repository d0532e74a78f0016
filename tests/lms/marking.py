"""What an LMS was told of a learner's answers, held against the course that asked.

Law: a record is compared with its pattern as its standard means it, and with nothing that the player says of itself.
"""

from scorm_export.activities.activity import Activity
from scorm_export.activities.contrast import HIGHEST, Contrast
from scorm_export.activities.number import Number
from scorm_export.course import Course


def asked(course: Course) -> list[Activity]:
    """Everything on its screens that has a right answer, in order."""
    return [activity for _, activity in course.activities() if activity.judged]


def answered(course: Course, ids: list[str]) -> list[Activity]:
    """What records with those ids are of, after one way through: all that is asked, then what the assessment drew."""
    screens, bank = asked(course), {question.id: question for question in course.bank}
    drawn = ids[len(screens) :]
    assert ids[: len(screens)] == [activity.id for activity in screens]
    assert len(set(drawn)) == len(drawn) == (course.assessment.questions if course.assessment else 0)
    return [*screens, *(bank[id] for id in drawn)]


def agrees(record: dict[str, str], activity: Activity) -> bool:
    """Whether the record of a right answer shows it as right.

    A number may be right within a range. SCORM 2004 writes both its ends (RTE 4.2.9.1, numeric); SCORM 1.2 knows one
    number alone (RTE 3.4.7, CMIFeedback), which must be a right one.
    """
    pattern = record["correct_responses.0.pattern"]
    response = record.get("student_response") or record["learner_response"]
    if record["type"] != "numeric":
        return response == pattern
    lowest, highest = ends(activity)
    written = [float(end) for end in pattern.split("[:]")]
    whole = written == [lowest, highest] if "learner_response" in record else lowest <= written[0] <= highest
    return whole and lowest <= float(response) <= highest


def ends(activity: Activity) -> tuple[float, float]:
    """The lowest and the highest number that is right."""
    if isinstance(activity, Contrast):
        return activity.target, HIGHEST
    assert isinstance(activity, Number)
    return float(activity.lowest), float(activity.highest)
