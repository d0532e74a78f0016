// SCORM 1.2's own words (RTE 1.2, section 3.4).
// Law: one status field, its own vocabulary, lengths and times; everything else is shared.

const NAME = "API";
const VERBS = {
  initialize: "LMSInitialize",
  get: "LMSGetValue",
  set: "LMSSetValue",
  commit: "LMSCommit",
  finish: "LMSFinish",
  error: "LMSGetLastError",
};
const LIMITS = { identifier: 255, feedback: 255 };

// A status is only ever replaced by one further up.
const RANKS = { "not attempted": 0, browsed: 1, incomplete: 1, failed: 2, completed: 3, passed: 4 };

function twoDigits(number) {
  return String(number).padStart(2, "0");
}

// CMITimespan, HHHH:MM:SS.SS: one digit for the hours, or three decimals, is refused by Moodle.
function timespan(seconds) {
  const [hours, minutes, rest] = hoursMinutesSeconds(seconds);
  const [whole, part] = decimal(rest, 2).split(".");
  const clock = `${String(Math.min(hours, 9999)).padStart(4, "0")}:${twoDigits(minutes)}:${twoDigits(whole)}`;
  return part ? `${clock}.${part}` : clock;
}

// CMITime: the time of day.
function clockTime(moment) {
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(twoDigits).join(":");
}

// CMIFeedback: single characters, "a,c" for a choice and "a.1,b.2" for a matching.
function feedback(answers) {
  const words = answers.map((answer) => (Array.isArray(answer) ? answer.join(".") : answer));
  return words.join(",").slice(0, LIMITS.feedback);
}

function statusWord({ completed, passed }) {
  if (passed === false) return "failed";
  if (!completed) return "";
  return passed === true ? "passed" : "completed";
}

const dialect = {
  name: NAME,
  verbs: VERBS,
  limits: MOST,

  start(ask) {
    const status = ask("cmi.core.lesson_status").trim();
    return {
      mode: ask("cmi.core.lesson_mode"),
      learner: ask("cmi.core.student_id"),
      entry: ask("cmi.core.entry"),
      location: ask("cmi.core.lesson_location"),
      suspend: ask("cmi.suspend_data"),
      score: numberOrNull(ask("cmi.core.score.raw")),
      completed: status === "completed" || status === "passed",
      passed: status === "passed" ? true : status === "failed" ? false : null,
      status,
    };
  },

  location: (text) => [["cmi.core.lesson_location", text]],
  suspend: (text) => [["cmi.suspend_data", text]],

  // Moodle counts the raw score only, and takes it for a percentage.
  score: (score) => [
    ["cmi.core.score.min", "0"],
    ["cmi.core.score.max", "100"],
    ["cmi.core.score.raw", decimal(score, 2)],
  ],

  unfinished: () => [["cmi.core.lesson_status", "incomplete"]],

  status(before, standing) {
    const word = statusWord(standing);
    const reached = Math.max(RANKS[before.status] || 0, RANKS[statusWord(before)] || 0);
    return RANKS[word] > reached ? [["cmi.core.lesson_status", word]] : [];
  },

  interaction(at, record) {
    const root = `cmi.interactions.${at}.`;
    const pairs = [
      ["id", identifier(record.id, LIMITS.identifier)],
      ["type", record.kind],
      ["time", clockTime(record.began)],
      ["correct_responses.0.pattern", feedback(record.correct)],
      ["weighting", decimal(record.weight, 2)],
      ["student_response", feedback(record.response)],
      ["result", record.right ? "correct" : "wrong"],
      ["latency", timespan(record.seconds)],
    ];
    if (record.objective) {
      pairs.splice(1, 0, ["objectives.0.id", identifier(record.objective, LIMITS.identifier)]);
    }
    return pairs.map(([name, value]) => [root + name, value]);
  },

  sessionTime: (seconds) => [["cmi.core.session_time", timespan(seconds)]],

  // "normal" is not a word of this standard: its place is taken by nothing.
  exit: (done) => [["cmi.core.exit", done ? "" : "suspend"]],
};
