// What real LMSs do wrong, one at a time, for courses to be tried against.
// Law: a fault changes what a course hears or what is kept, never the verdict on a call. Each is a set of hooks
// that the runtime asks where it has them; the sources are in docs/trial.md.

const CUT = 4096;
const FAILING = 2; // commits

// What one LMS's script answers with nothing, whatever it holds.
const UNANSWERED = new RegExp(
  "\\._(children|count)$|(lesson_status|completion_status|success_status|lesson_mode|mode|entry|credit|mastery_score" +
    "|scaled_passing_score|score\\.(raw|min|max|scaled))$"
);

const isSuspendData = (element) => element === "cmi.suspend_data";

// At the end of a session one LMS judges again: by pass mark and score where both are there, else by nothing.
function judgedAnew(standard, values, given) {
  const first = (...names) => names.map((name) => values[name]).find((value) => value !== undefined && value !== "");
  if (standard === "scorm12") {
    const mark = given["cmi.student_data.mastery_score"];
    const score = first("cmi.core.score.raw");
    if (mark && score) return { "cmi.core.lesson_status": Number(score) >= Number(mark) ? "passed" : "failed" };
    return first("cmi.core.lesson_status") ? {} : { "cmi.core.lesson_status": "completed" };
  }
  const mark = given["cmi.scaled_passing_score"];
  const score = first("cmi.score.scaled");
  const verdict = mark && score ? { "cmi.success_status": Number(score) >= Number(mark) ? "passed" : "failed" } : {};
  const status = first("cmi.completion_status");
  return status && status !== "unknown" ? verdict : { ...verdict, "cmi.completion_status": "completed" };
}

// Made anew for each session, since some count.
const FAULTS = {
  blank: () => ({
    answer: (verb, words, result) => (verb === "get" ? (UNANSWERED.test(words[0]) ? "" : result) : "true"),
    silent: true,
  }),
  numbers: () => ({
    answer(verb, words, result) {
      const asked = verb === "get" && /(\._count|score\.(raw|min|max|scaled))$/.test(words[0]);
      return asked && result !== "" ? Number(result) : result;
    },
  }),
  commit() {
    let failed = 0;
    return {
      fails() {
        failed += 1;
        return failed <= FAILING;
      },
    };
  },
  offline: () => ({ loses: () => navigator.onLine === false }),
  cut: () => ({ incoming: (element, value) => (isSuspendData(element) ? String(value).slice(0, CUT) : value) }),
  rewritten: () => ({ ending: judgedAnew }),
};

const faultNamed = (name) => (Object.keys(FAULTS).includes(name) ? FAULTS[name]() : {});
