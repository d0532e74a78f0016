// The data model of SCORM 2004 (RTE, section 4.2, and the navigation request) as a table.
// Law: one line for each element: who may read and write it, what it may hold, what it holds at first, and
// what of its own list must be set before it.

const model2004 = (() => {
  const uri = (limit) => (text) =>
    verdict(text.length <= limit && /^([\w\-.~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})+$/.test(text));
  const shortId = uri(250);
  const longId = uri(4000);
  const REAL = PLAIN_DECIMAL;
  const real = matching(REAL);
  const localized = (limit) => (text) => textUpTo(limit)(text.replace(/^\{lang=[A-Za-z]{2,3}(-\w{1,8})*\}/, ""));
  const timestamp = matching(
    new RegExp(
      "^(19[7-9]\\d|20[0-2]\\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3])(:[0-5]\\d" +
        "(:[0-5]\\d(\\.\\d{1,2}(Z|[+-]([01]\\d|2[0-3])(:[0-5]\\d)?)?)?)?)?)?)?)?$"
    )
  );
  const interval = matching(/^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
  const language = orBlank(matching(/^[A-Za-z]{2,3}(-\w{1,8})*$/));
  const completion = oneOf("completed", "incomplete", "not attempted", "unknown");
  const success = oneOf("passed", "failed", "unknown");
  const result = (text) =>
    verdict(/^(correct|incorrect|unanticipated|neutral)$/.test(text) || REAL.test(text));
  const navigation = matching(
    /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^\s{}]+\}(choice|jump))$/
  );

  const choices = orBlank(listOf(shortId, "[,]", 36, true));
  const pairs = orBlank(listOf(pairOf(shortId, shortId, "[.]"), "[,]", 36));
  const steps = listOf((text) => verdict(text.split("[.]").length === 2 && text.length <= 501), "[,]", 125);
  const range = (text) => {
    const ends = text.split("[:]");
    return verdict(ends.length <= 2 && ends.every((end) => end === "" || REAL.test(end)));
  };
  const unmarked = (judge) => (text, near) => judge(text.replace(/^(\{(case|order)_matters=(true|false)\})+/, ""), near);
  const response = byType({
    "true-false": oneOf("true", "false"),
    choice: choices,
    "fill-in": listOf(localized(250), "[,]", 10),
    "long-fill-in": localized(4000),
    matching: pairs,
    performance: steps,
    sequencing: listOf(shortId, "[,]", 36),
    likert: shortId,
    numeric: real,
    other: textUpTo(4000),
  });
  const pattern = byType({
    "true-false": oneOf("true", "false"),
    choice: choices,
    "fill-in": unmarked(listOf(localized(250), "[,]", 10)),
    "long-fill-in": unmarked(localized(4000)),
    matching: pairs,
    performance: unmarked(steps),
    sequencing: listOf(shortId, "[,]", 36),
    likert: shortId,
    numeric: range,
    other: textUpTo(4000),
  });

  const keyword = (words) => ({ access: "keyword", first: words });
  const given = (first = null) => ({ access: "r", first });
  const both = (judge, first = null, after = []) => ({ access: "rw", judge, first, after });
  const told = (judge) => ({ access: "w", judge, first: null });
  const count = { access: "keyword", counts: true };
  const scores = (root, after) => ({
    [`${root}._children`]: keyword("scaled,raw,min,max"),
    [`${root}.scaled`]: both(numberWithin(REAL, -1, 1), null, after),
    [`${root}.raw`]: both(real, null, after),
    [`${root}.min`]: both(real, null, after),
    [`${root}.max`]: both(real, null, after),
  });
  const comments = (root, access) => ({
    [`${root}._children`]: keyword("comment,location,timestamp"),
    [`${root}._count`]: count,
    [`${root}.n.comment`]: { access, judge: localized(4000), first: null, after: [] },
    [`${root}.n.location`]: { access, judge: textUpTo(250), first: null, after: [] },
    [`${root}.n.timestamp`]: { access, judge: timestamp, first: null, after: [] },
  });

  return {
    "cmi._version": keyword("1.0"),
    ...comments("cmi.comments_from_learner", "rw"),
    ...comments("cmi.comments_from_lms", "r"),
    "cmi.completion_status": both(completion, "unknown"),
    "cmi.completion_threshold": given(),
    "cmi.credit": given("credit"),
    "cmi.entry": given(""),
    "cmi.exit": told(oneOf("", "time-out", "suspend", "logout", "normal")),
    "cmi.interactions._children": keyword(
      "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description"
    ),
    "cmi.interactions._count": count,
    "cmi.interactions.n.id": both(longId),
    "cmi.interactions.n.type": both(
      oneOf(
        "true-false", "choice", "fill-in", "long-fill-in", "matching",
        "performance", "sequencing", "likert", "numeric", "other"
      ), null, ["id"]
    ),
    "cmi.interactions.n.objectives._count": count,
    "cmi.interactions.n.objectives.n.id": { ...both(longId, null, ["id"]), once: true },
    "cmi.interactions.n.timestamp": both(timestamp, null, ["id"]),
    "cmi.interactions.n.correct_responses._count": count,
    "cmi.interactions.n.correct_responses.n.pattern": both(pattern, null, ["id", "type"]),
    "cmi.interactions.n.weighting": both(real, null, ["id"]),
    "cmi.interactions.n.learner_response": both(response, null, ["id", "type"]),
    "cmi.interactions.n.result": both(result, null, ["id"]),
    "cmi.interactions.n.latency": both(interval, null, ["id"]),
    "cmi.interactions.n.description": both(localized(250), null, ["id"]),
    "cmi.launch_data": given(),
    "cmi.learner_id": given(),
    "cmi.learner_name": given(),
    "cmi.learner_preference._children": keyword("audio_level,language,delivery_speed,audio_captioning"),
    "cmi.learner_preference.audio_level": both(numberWithin(REAL, 0, Infinity), "1"),
    "cmi.learner_preference.language": both(language, ""),
    "cmi.learner_preference.delivery_speed": both(numberWithin(REAL, 0, Infinity), "1"),
    "cmi.learner_preference.audio_captioning": both(oneOf("-1", "0", "1"), "0"),
    "cmi.location": both(textUpTo(1000)),
    "cmi.max_time_allowed": given(),
    "cmi.mode": given("normal"),
    "cmi.objectives._children": keyword(
      "id,score,success_status,completion_status,progress_measure,description"
    ),
    "cmi.objectives._count": count,
    "cmi.objectives.n.id": { ...both(longId), once: true },
    ...scores("cmi.objectives.n.score", ["id"]),
    "cmi.objectives.n.success_status": both(success, "unknown", ["id"]),
    "cmi.objectives.n.completion_status": both(completion, "unknown", ["id"]),
    "cmi.objectives.n.progress_measure": both(numberWithin(REAL, 0, 1), null, ["id"]),
    "cmi.objectives.n.description": both(localized(250), null, ["id"]),
    "cmi.progress_measure": both(numberWithin(REAL, 0, 1)),
    "cmi.scaled_passing_score": given(),
    ...scores("cmi.score", []),
    "cmi.session_time": told(interval),
    "cmi.success_status": both(success, "unknown"),
    "cmi.suspend_data": both(textUpTo(64000)),
    "cmi.time_limit_action": given("continue,no message"),
    "cmi.total_time": given("PT0S"),
    "adl.nav.request": both(navigation, "_none_"),
    "adl.nav.request_valid.continue": given("unknown"),
    "adl.nav.request_valid.previous": given("unknown"),
  };
})();
