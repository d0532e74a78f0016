// The data model of SCORM 1.2 (RTE 1.2, section 3.4) as a table.
// Law: one line for each element: who may read and write it, what it may hold, what it holds at first.

const model12 = (() => {
  const identifier = matching(/^[\x21-\x7E]{1,255}$/);
  const timespan = matching(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  const clock = matching(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  const decimal = matching(PLAIN_DECIMAL);
  const score = orBlank(numberWithin(PLAIN_DECIMAL, 0, 100));
  const status = oneOf("passed", "completed", "failed", "incomplete", "browsed");
  const objectiveStatus = oneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted");
  const sign = matching(/^[0-9a-z]$/);

  // CMIFeedback: a set may stand in braces.
  const bare = (judge) => (text, near) => judge(text.replace(/^\{(.*)\}$/, "$1"), near);
  const feedback = (text, near) => (text.length > 255 ? "type" : responses(text, near));
  const responses = byType({
    "true-false": matching(/^[01tf]$/),
    choice: bare(listOf(sign, ",")),
    matching: bare(listOf(pairOf(sign, sign, "."), ",")),
    sequencing: listOf(sign, ","),
    likert: orBlank(sign),
    numeric: decimal,
  });
  const result = (text) => verdict(/^(correct|wrong|unanticipated|neutral)$/.test(text) || PLAIN_DECIMAL.test(text));

  const keyword = (words) => ({ access: "keyword", first: words });
  const given = (first = "") => ({ access: "r", first });
  const both = (judge, first = "") => ({ access: "rw", judge, first });
  const told = (judge) => ({ access: "w", judge, first: "" });
  const count = { access: "keyword", counts: true };

  return {
    "cmi.core._children": keyword(
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time"
    ),
    "cmi.core.student_id": given(),
    "cmi.core.student_name": given(),
    "cmi.core.lesson_location": both(textUpTo(255)),
    "cmi.core.credit": given("credit"),
    "cmi.core.lesson_status": both(status, "not attempted"),
    "cmi.core.entry": given(),
    "cmi.core.score._children": keyword("raw,min,max"),
    "cmi.core.score.raw": both(score),
    "cmi.core.score.min": both(score),
    "cmi.core.score.max": both(score),
    "cmi.core.total_time": given("0000:00:00"),
    "cmi.core.lesson_mode": given("normal"),
    "cmi.core.exit": told(oneOf("", "time-out", "suspend", "logout")),
    "cmi.core.session_time": told(timespan),
    "cmi.suspend_data": both(textUpTo(4096)),
    "cmi.launch_data": given(),
    "cmi.comments": both(textUpTo(4096)),
    "cmi.comments_from_lms": given(),
    "cmi.objectives._children": keyword("id,score,status"),
    "cmi.objectives._count": count,
    "cmi.objectives.n.id": both(identifier),
    "cmi.objectives.n.score._children": keyword("raw,min,max"),
    "cmi.objectives.n.score.raw": both(score),
    "cmi.objectives.n.score.min": both(score),
    "cmi.objectives.n.score.max": both(score),
    "cmi.objectives.n.status": both(objectiveStatus, "not attempted"),
    "cmi.student_data._children": keyword("mastery_score,max_time_allowed,time_limit_action"),
    "cmi.student_data.mastery_score": given(),
    "cmi.student_data.max_time_allowed": given(),
    "cmi.student_data.time_limit_action": given(),
    "cmi.student_preference._children": keyword("audio,language,speed,text"),
    "cmi.student_preference.audio": both(numberWithin(WHOLE, -1, 100), "0"),
    "cmi.student_preference.language": both(textUpTo(255)),
    "cmi.student_preference.speed": both(numberWithin(WHOLE, -100, 100), "0"),
    "cmi.student_preference.text": both(numberWithin(WHOLE, -1, 1), "0"),
    "cmi.interactions._children": keyword(
      "id,objectives,time,type,correct_responses,weighting,student_response,result,latency"
    ),
    "cmi.interactions._count": count,
    "cmi.interactions.n.id": told(identifier),
    "cmi.interactions.n.objectives._count": count,
    "cmi.interactions.n.objectives.n.id": told(identifier),
    "cmi.interactions.n.time": told(clock),
    "cmi.interactions.n.type": told(
      oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric")
    ),
    "cmi.interactions.n.correct_responses._count": count,
    "cmi.interactions.n.correct_responses.n.pattern": told(feedback),
    "cmi.interactions.n.weighting": told(decimal),
    "cmi.interactions.n.student_response": told(feedback),
    "cmi.interactions.n.result": told(result),
    "cmi.interactions.n.latency": told(timespan),
  };
})();
