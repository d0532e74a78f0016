// What the player talks to: `window.courseLms`, the same whatever the standard.
// Law: values are set as they happen, nothing is ever downgraded, and what was not taken is tried again.

const RETRY = 10000; // ms until a commit that failed is tried again by itself
const NOT_SAVED = "Your latest work is not saved yet. Keep this page open: it will be tried again.";
const TOO_LONG = "Part of your work is too long for this learning system to keep.";
const MODES = ["browse", "review"];
const NOBODY = {
  connected: false, mode: "normal", learner: "", entry: "",
  location: "", suspend: "", score: null, completed: false, passed: null,
};

function courseLmsIn(dialect) {
  let talk = null;
  let box = null;
  let starting = null;
  let finished = false;
  let unsaved = false; // set since the last commit that worked
  let records = null; // how many interactions the LMS holds; null where it does not say
  let opened = 0;
  let retry = 0;
  let problem = "";
  let known = NOBODY;
  const places = new Map(); // the player's number of an interaction -> the LMS's

  const writes = () => known.connected && known.mode === "normal" && !finished;
  const elapsed = () => Math.floor((performance.now() - opened) / 1000);

  function tellTrouble(sentence) {
    if (sentence === problem) return;
    problem = sentence;
    window.dispatchEvent(new CustomEvent("courselms"));
  }

  // Someone else may have initialised already (error 103); any other refusal means: not yet.
  function take(api) {
    const candidate = conversation(api, dialect.verbs);
    const { kept, code } = candidate.initialize();
    if (!kept && code !== "103") return false;
    talk = candidate;
    return true;
  }

  function begin() {
    box = outbox(talk);
    opened = performance.now();
    known = Object.assign({ connected: true }, dialect.start(talk.ask));
    known.mode = MODES.includes(known.mode) ? known.mode : "normal";
    records = numberOrNull(talk.ask("cmi.interactions._count"));
    if (known.mode === "normal") greet();
  }

  // A killed tab never says goodbye, so "suspend" is said at the start. "incomplete" is said only where the
  // LMS has no status: one LMS that answers "" to everything may long have this course as completed.
  function greet() {
    const fresh = known.status === "" && known.location === "" && known.suspend === "";
    say(dialect.exit(false));
    if (fresh || known.status === "not attempted") say(dialect.unfinished());
  }

  function say(pairs) {
    box.put(pairs);
    unsaved = unsaved || !box.isEmpty();
    return box.send();
  }

  function scorePairs(score) {
    if (typeof score !== "number" || !Number.isFinite(score)) return [];
    const best = withinScore(score);
    if (known.score !== null && best < known.score) return [];
    known.score = best;
    return dialect.score(best);
  }

  function statusPairs(change) {
    const standing = {
      completed: known.completed || change.completed === true,
      passed: known.passed || typeof change.passed !== "boolean" ? known.passed : change.passed,
    };
    const pairs = dialect.status(known, standing);
    known = Object.assign({}, known, standing);
    return pairs;
  }

  // Cutting these would lose the learner's place, so what is too long stays as it was and that is said.
  function textPairs(field, text) {
    if (typeof text !== "string") return [];
    if (text.length <= dialect.limits[field]) return dialect[field](text);
    tellTrouble(TOO_LONG);
    return [];
  }

  function save(change) {
    if (!known.connected || finished) return false;
    if (!writes()) return true;
    const pairs = [...scorePairs(change.score), ...statusPairs(change)];
    const texts = [...textPairs("location", change.location), ...textPairs("suspend", change.suspend)];
    return say([...pairs, ...texts]) && problem !== TOO_LONG;
  }

  // An LMS that says how many it holds is appended to; otherwise the player's own number counts.
  function placeOf(index) {
    if (!places.has(index)) {
      places.set(index, records === null ? index : records);
      records = records === null ? null : records + 1;
    }
    return places.get(index);
  }

  function record(answer) {
    if (!known.connected || finished) return false;
    if (!writes()) return true;
    const began = new Date(Date.now() - answer.seconds * 1000);
    return say(dialect.interaction(placeOf(answer.index), Object.assign({}, answer, { began })));
  }

  function commit() {
    if (!known.connected || finished) return false;
    if (!writes() || !unsaved) return true;
    say(dialect.sessionTime(elapsed()));
    unsaved = !(talk.commit().kept && box.isEmpty());
    tellTrouble(unsaved ? NOT_SAVED : problem === TOO_LONG ? TOO_LONG : "");
    clearTimeout(retry);
    if (unsaved) retry = setTimeout(commit, RETRY);
    return !unsaved;
  }

  // Exit and time first, then the commit, then goodbye: an LMS may do no more than drop what comes last.
  function finish() {
    if (finished) return;
    if (writes()) {
      say([...dialect.exit(known.completed), ...dialect.sessionTime(elapsed())]);
      talk.commit();
    }
    finished = true;
    clearTimeout(retry);
    if (known.connected) talk.finish();
  }

  function connect() {
    starting = starting || awaitApi(dialect.name, dialect.verbs.initialize, take, () => !finished).then((api) => {
      if (api) begin();
      const { status, ...start } = known;
      return start;
    });
    return starting;
  }

  window.addEventListener("online", () => {
    if (problem) commit();
  });

  return {
    connect, save, record, commit, finish,
    get problem() {
      return problem;
    },
  };
}

window.courseLms = courseLmsIn(dialect);
