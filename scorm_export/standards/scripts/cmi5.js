// What the player talks to, where the LMS speaks cmi5: `window.courseLms`.
// Law: initialized comes first and terminated last; each statement is sent alone and in order until it is taken; what
// may be said once in a registration has one identifier for ever; outside of Normal mode nothing else is said; what the
// last request of a page cannot carry is remembered for the next visit.

const WAITS = [5000, 10000, 20000, 40000, 60000]; // ms until what failed is tried again, each time longer
const OFFERS = 3; // how often a statement is offered that the LMS refuses
const TOO_LONG = "too_long";
const PASSING = [0, 401, 403, 408, 429]; // what may be otherwise soon
const NOTHING = { location: "", suspend: "", score: null, completed: false, passed: null };
const NOBODY = { connected: false, mode: "normal", learner: "", entry: "", ...NOTHING };

const isFinal = (status) => status >= 400 && status < 500 && !PASSING.includes(status);

function courseLmsOver(launch) {
  const store = launch && storeOf(launch);
  const queue = []; // what the LMS has not taken yet, in order: the statement, what it tells, how often it was refused
  const { iri: root } = readJson((document.getElementById("_machine") || {}).textContent) || { iri: "" };
  const language = document.documentElement.lang || "en";
  let memory = { ...NOTHING, told: [] };
  let kept = JSON.stringify(memory); // as the LMS has it
  let starting = null;
  let sending = null;
  let mode = ""; // nothing: there is no session
  let judged = false; // whether this session has said passed or failed
  let again = true; // whether the standing is only what was remembered, so that it may have been told
  let finished = false;
  let began = 0;
  let latest = 0;
  let retry = 0;
  let failures = 0; // in a row
  let problem = "";

  const writes = () => mode === "normal" && !finished;
  const isSettled = () => mode !== "" && queue.length === 0 && JSON.stringify(memory) === kept;
  const elapsed = () => (performance.now() - began) / 1000;

  function tellTrouble(word) {
    problem = word;
    window.dispatchEvent(new CustomEvent("courselms"));
  }

  // Order is judged by these, so a clock that is set back does not count.
  function now() {
    latest = Math.max(latest, Date.now());
    return new Date(latest).toISOString();
  }

  function defined(verb, result) {
    const once = ["initialized", "terminated"].includes(verb) ? JSON.stringify(launch.template) : "";
    const id = uuidOf(`${launch.registration} ${launch.activityId} ${once} ${verb}`);
    return definedStatement(launch, verb, { id, result, timestamp: now() });
  }

  const goodbye = () => defined("terminated", { duration: duration(elapsed()) });

  async function sendAll() {
    while (queue.length) {
      const [next] = queue;
      const { status } = await store.tell(next.made);
      if (finished) return false;
      if (isFinal(status)) next.refused += 1;
      if (!isTaken(status) && next.refused < OFFERS) return false;
      queue.shift();
    }
    const text = JSON.stringify(memory);
    if (text === kept || mode !== "normal") return true;
    if (!isTaken((await store.remember(text)).status)) return false;
    kept = text;
    return sendAll();
  }

  function flush() {
    sending = sending || sendAll().then((whole) => {
      sending = null;
      const trouble = problem === TOO_LONG ? TOO_LONG : "";
      tellTrouble(whole ? trouble : navigator.onLine === false ? "offline" : "not_saved");
      tryAgainLater(whole);
      return whole;
    });
    return sending;
  }

  function tryAgainLater(whole) {
    clearTimeout(retry);
    if (!whole && !finished) retry = setTimeout(commit, WAITS[Math.min(failures, WAITS.length - 1)]);
    failures = whole ? 0 : failures + 1;
  }

  // Completed and passed are said once in a registration, passed or failed once in a session, failed never after passed.
  function tellStanding() {
    const { completed, passed, told, score } = memory;
    if (completed && !told.includes("completed")) judge("completed", { completion: true });
    const verb = passed ? "passed" : "failed";
    if (passed === null || judged || told.includes(verb) || told.includes("passed")) return;
    judged = true;
    const share = score / 100;
    const fits = score !== null && (launch.mastery === null || share >= launch.mastery === passed);
    const result = fits && { score: { scaled: Number(decimal(share, 4)), raw: Math.round(score), min: 0, max: 100 } };
    judge(verb, { ...result, success: passed });
  }

  function judge(verb, result) {
    const made = defined(verb, { ...result, duration: duration(elapsed()) });
    queue.push({ made, verb, again, refused: 0 });
    memory.told = [...memory.told, verb];
  }

  function textIn(field, text) {
    if (typeof text !== "string") return memory[field];
    if (text.length <= MOST[field]) return text;
    tellTrouble(TOO_LONG);
    return memory[field];
  }

  function save({ location, suspend, score, completed, passed }) {
    if (!mode || finished) return false;
    if (!writes()) return true;
    const best = Number.isFinite(score) ? withinScore(score) : null;
    memory = {
      location: textIn("location", location), suspend: textIn("suspend", suspend),
      score: best === null || best < memory.score ? memory.score : best,
      completed: memory.completed || completed === true,
      passed: memory.passed || typeof passed !== "boolean" ? memory.passed : passed,
      told: memory.told,
    };
    tellStanding();
    again = false;
    return problem !== TOO_LONG;
  }

  // The key stays with the record, so that one that is told again after a break is the same statement.
  function record(answer) {
    if (!mode || finished) return false;
    if (!writes()) return true;
    const { key } = answer;
    answer.key = key || freshUuid();
    const made = answerStatement(launch, root, language, answer, now());
    queue.push({ made, answer, again: key, refused: 0 });
    return true;
  }

  function commit() {
    if (!mode || finished) return false;
    if (isSettled() && !problem) return true;
    flush();
    return isSettled();
  }

  // The page is going: everything leaves at once, and the browser sees to it after the page is gone. One request keeps
  // the order, and is refused whole for one statement that the LMS has in other words or has refused before. So what an
  // earlier visit may have said waits for the next one, and so do all answers where a browser takes no more.
  function finish() {
    if (finished) return;
    finished = true;
    clearTimeout(retry);
    if (!mode) return;
    const fits = store.outlives(JSON.stringify([memory, queue]));
    const rest = queue.filter(({ refused }) => !refused);
    const left = rest.filter((one) => one.again || (one.answer && !fits));
    const owed = left.flatMap(({ answer }) => answer || []);
    const told = memory.told.filter((verb) => !left.some((one) => one.verb === verb));
    const state = JSON.stringify({ ...memory, told, ...(owed.length && { owed }) });
    if (mode === "normal" && state !== kept) store.remember(state);
    store.tell([...rest.filter((one) => !left.includes(one)).map(({ made }) => made), goodbye()]);
  }

  // What is on its way already may fail, so it is waited for before the rest is sent.
  async function leave() {
    await sending;
    if (!finished && !(await flush())) return;
    if (!finished) {
      finished = true;
      await store.tell(goodbye());
    }
    window.location.assign(launch.returnTo);
  }

  async function begin() {
    const visit = await visitTo(launch, store);
    if (!visit || finished) return NOBODY;
    if (visit.isOver) return { ...NOBODY, connected: true, mode: "visit_over" };
    const { contextTemplate: template, masteryScore, returnURL, launchMode } = visit.told;
    const mastery = typeof masteryScore === "number" ? masteryScore : null;
    const returnTo = /^https?:/i.test(returnURL) ? returnURL : "";
    Object.assign(launch, { template, mastery, returnTo });
    const { owed = [], ...known } = visit.memory;
    Object.assign(memory, known);
    mode = ["Browse", "Review"].includes(launchMode) ? launchMode.toLowerCase() : "normal";
    kept = owed.length && writes() ? "" : JSON.stringify(memory);
    began = performance.now();
    queue.push({ made: defined("initialized"), refused: 0 });
    owed.forEach(record);
    if (writes()) tellStanding();
    flush();
    const mark = Number(decimal((mastery || 0) * 100, 2));
    return { connected: true, mode, learner: JSON.stringify(launch.actor), entry: "", mark, ...memory };
  }

  window.addEventListener("offline", () => {
    if (writes()) tellTrouble("offline");
  });
  window.addEventListener("online", commit);

  return {
    save, record, commit, finish, leave,
    connect() {
      starting = starting || begin();
      return starting;
    },
    get problem() {
      return problem;
    },
    get settled() {
      return isSettled();
    },
    // Where the LMS wants its learners back; nothing where it does not say.
    get wayOut() {
      return (launch && launch.returnTo) || "";
    },
  };
}

window.courseLms = courseLmsOver(launchIn(window.location.search));
