// SCORM 2004's own words (RTE, 3rd and 4th Edition, section 4.2).
// Law: completion and success are told apart, and each list keeps its own delimiter; everything else is shared.

const NAME = "API_1484_11";
const VERBS = {
  initialize: "Initialize",
  get: "GetValue",
  set: "SetValue",
  commit: "Commit",
  finish: "Terminate",
  error: "GetLastError",
};
const LIMITS = { identifier: 250, description: 250 };

// time(second,10,0): a zone is legal only after one or two decimals, so the usual three are cut to one.
function timestamp(moment) {
  return moment.toISOString().replace(/\.\d+Z$/, ".0Z");
}

const dialect = {
  name: NAME,
  verbs: VERBS,
  limits: MOST,

  start(ask) {
    const status = ask("cmi.completion_status").trim();
    const success = ask("cmi.success_status").trim();
    return {
      mode: ask("cmi.mode"),
      learner: ask("cmi.learner_id"),
      entry: ask("cmi.entry"),
      location: ask("cmi.location"),
      suspend: ask("cmi.suspend_data"),
      score: numberOrNull(ask("cmi.score.raw")),
      completed: status === "completed",
      passed: success === "passed" ? true : success === "failed" ? false : null,
      status: status === "unknown" ? "not attempted" : status,
    };
  },

  location: (text) => [["cmi.location", text]],
  suspend: (text) => [["cmi.suspend_data", text]],

  // The raw score on 0 to 100 goes beside the scaled one, which Moodle does not read.
  score: (score) => [
    ["cmi.score.min", "0"],
    ["cmi.score.max", "100"],
    ["cmi.score.raw", decimal(score, 2)],
    ["cmi.score.scaled", decimal(score / 100, 4)],
  ],

  unfinished: () => [["cmi.completion_status", "incomplete"]],

  status(before, standing) {
    const pairs = [];
    if (standing.completed && !before.completed) pairs.push(["cmi.completion_status", "completed"]);
    if (standing.passed !== null && before.passed !== true && standing.passed !== before.passed) {
      pairs.push(["cmi.success_status", standing.passed ? "passed" : "failed"]);
    }
    return pairs;
  },

  // The identifier comes first and the type before any response: otherwise error 408.
  interaction(at, record) {
    const root = `cmi.interactions.${at}.`;
    const description = oneLine(record.prompt, LIMITS.description);
    const pairs = [
      ["id", identifier(record.id, LIMITS.identifier)],
      ["type", record.kind],
      ["timestamp", timestamp(record.began)],
      ["correct_responses.0.pattern", record.range ? record.range.join("[:]") : responses(record.correct)],
      ["weighting", decimal(record.weight, 2)],
      ["learner_response", responses(record.response)],
      ["result", record.right ? "correct" : "incorrect"],
      ["latency", duration(record.seconds)],
    ];
    if (record.objective) {
      pairs.splice(2, 0, ["objectives.0.id", identifier(record.objective, LIMITS.identifier)]);
    }
    if (description) pairs.push(["description", description]);
    return pairs.map(([name, value]) => [root + name, value]);
  },

  sessionTime: (seconds) => [["cmi.session_time", duration(seconds)]],
  exit: (done) => [["cmi.exit", done ? "normal" : "suspend"]],
};
