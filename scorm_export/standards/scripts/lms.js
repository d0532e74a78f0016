// What the player talks to: `window.courseLms`, the same whatever the standard.
// Law: values are set as they happen, nothing is ever downgraded, and what was not taken is tried again. What an LMS
// takes while the browser is offline is not believed: it is said again once the line is back.

// `problem` is one word for the player to put into a sentence: not_saved, offline, too_long, or nothing.
const WAITS = [5000, 10000, 20000, 40000, 60000]; // ms until a commit that failed is tried again, each time longer
const MINUTE = 60; // s: a tab that is killed loses no more of its time than this
const TOO_LONG = "too_long";
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
  let failures = 0; // in a row
  let timed = 0; // the seconds of this session that the LMS was told last
  let doubt = false; // whether the line has been down since the last commit that can be believed
  let problem = "";
  let known = NOBODY;
  const places = new Map(); // the player's number of an interaction -> the LMS's

  const writes = () => known.connected && known.mode === "normal" && !finished;
  const isOffline = () => navigator.onLine === false;
  const elapsed = () => Math.floor((performance.now() - opened) / 1000);

  function tellTrouble(word) {
    if (word === problem) return;
    problem = word;
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
    if (doubt && !isOffline()) box.again();
    say(elapsed() - timed >= MINUTE ? timePairs() : []); // what was not taken before goes with it
    doubt = isOffline();
    unsaved = !(talk.commit().kept && box.isEmpty()) || doubt;
    if (!unsaved) box.believe();
    tellTrouble(doubt ? "offline" : unsaved ? "not_saved" : problem === TOO_LONG ? TOO_LONG : "");
    tryAgainLater();
    return !unsaved;
  }

  function timePairs() {
    timed = elapsed();
    return dialect.sessionTime(timed);
  }

  function tryAgainLater() {
    clearTimeout(retry);
    if (!unsaved) {
      failures = 0;
      return;
    }
    retry = setTimeout(commit, WAITS[Math.min(failures, WAITS.length - 1)]);
    failures += 1;
  }

  // Exit and time first, then one commit for all that is unsaved, then goodbye: an LMS may drop what comes last.
  function finish() {
    if (finished) return;
    if (writes()) {
      say([...dialect.exit(known.completed), ...timePairs()]);
      commit();
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

  window.addEventListener("offline", () => {
    if (!writes()) return;
    doubt = true;
    unsaved = true;
    tellTrouble("offline");
  });
  window.addEventListener("online", commit);

  return {
    connect, save, record, commit, finish,
    get problem() {
      return problem;
    },
    // Whether the LMS has confirmed all that it was told.
    get settled() {
      return known.connected && !unsaved;
    },
  };
}

window.courseLms = courseLmsIn(dialect);
