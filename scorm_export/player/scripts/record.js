// The learner's record: kept here, told to the LMS.
// Law: each answer is recorded, saved and committed at once; turning a screen saves without a commit;
// the session ends once.

const ALONE = {
  connect: () => Promise.resolve({ connected: false, mode: "normal", location: "", suspend: "", score: null }),
  save: () => false, record: () => false, commit: () => false, finish: () => undefined, problem: "", settled: true,
};
const lms = window.courseLms || ALONE;
const questions = course.activities.filter((activity) => activity.check && activity.judged);
let memory = remembered("");
let start = null; // what the LMS said at the start; null until it has answered
let early = []; // answers given before that
let told = ""; // what stands in the notice
let trouble = false; // whether the line was down since the screen was turned
let lastPlace = ""; // the screen saved last
let ended = false; // whether the LMS has been said goodbye to
let done = { completed: false, passed: null };

const keptOf = (activity) => (memory.answers.get(activity.code) || { answer: "" }).answer;
const answerOf = (activity) => {
  const { given } = kinds[activity.kind];
  return given ? given(keptOf(activity)) : keptOf(activity);
};
const triesOf = (activity) => (memory.answers.get(activity.code) || { tries: 0 }).tries;
const seenScreens = () => course.screens.filter((screen) => memory.seen.has(screen.code));

// Where the learner stands now; what the LMS already had is never taken back.
function reckon() {
  const now = score(questions.map((one) => ({ answer: answerOf(one), right: isRight(one, answerOf(one)) })));
  memory.best = highest(memory.best, now);
  const { completion: rule, mark, screens } = course;
  const reached = standing({ rule, mark, screens: screens.length, seen: seenScreens().length, best: memory.best });
  const before = done;
  done = { completed: done.completed || reached.completed, passed: done.passed || reached.passed };
  return done.completed !== before.completed || done.passed !== before.passed;
}

function save(location) {
  const newly = reckon();
  if (!start) return;
  const change = { location, suspend: written(memory), completed: done.completed, passed: done.passed };
  if (memory.best !== null) change.score = memory.best;
  if (location !== lastPlace) trouble = false;
  lastPlace = location;
  lms.save(change);
  offered(change);
  if (newly) lms.commit();
  tell();
}

function commit() {
  lms.commit();
  tell();
}

// One submitted answer. Before the LMS has answered it waits; nothing given is lost.
function recordAnswer(given, location) {
  if (start) send(given);
  else early.push(given);
  memory.answers.set(given.activity.code, { answer: given.answer, tries: triesOf(given.activity) });
  save(location);
  commit();
}

// What is kept of an activity but is no answer given: here and in the saved record, never told to the LMS as one.
function keepAnswer(activity, answer) {
  if (!start) early.push({ activity, answer });
  keep(activity, answer);
  save(current().id);
  commit();
}

function keep(activity, answer) {
  memory.answers.set(activity.code, { answer, tries: activity.judged ? triesOf(activity) : 1 });
}

// The journal of answers: the next number for each, and ".t2" for a second try.
function send({ activity, answer, pattern, seconds }) {
  if (!pattern) return keep(activity, answer);
  const { id, code, objective, prompt, check } = activity;
  const tries = triesOf(activity) + 1;
  memory.answers.set(code, { answer, tries });
  const record = {
    index: memory.count, id: tries > 1 ? `${id}.t${tries}` : id, objective, prompt,
    ...pattern, right: isRight(activity, answer), weight: check ? 1 : 0, seconds,
  };
  lms.record(record);
  unconfirmed.push(record);
  memory.count += 1;
  return undefined;
}

// What the learner should know of the connection stands in one line above the screen.
function tell() {
  settle();
  trouble = trouble || Boolean(lms.problem);
  const word = lms.problem || (trouble ? "saved_again" : "");
  const sentence = start ? sentenceOn(start.connected ? (start.mode === "normal" ? word : start.mode) : "not_connected") : "";
  if (sentence === told) return;
  told = sentence;
  find(".notice").textContent = sentence;
}

const sentenceOn = (word) => (word ? say(word) : "");

async function connect() {
  const answered = reconciled(await lms.connect());
  const brought = remembered(answered.suspend);
  memory = joined(memory, brought);
  if (typeof answered.score === "number") memory.best = highest(memory.best, Math.floor(answered.score));
  done = { completed: done.completed || answered.completed === true, passed: done.passed || answered.passed || null };
  start = answered;
  for (const record of answered.owed) lms.record(record);
  early.forEach(send);
  tell();
  return { bookmark: answered.location, seen: brought.seen };
}

function watchForTheEnd() {
  window.addEventListener("courselms", tell);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !ended) commit();
  });
  window.addEventListener("pagehide", () => {
    if (!ended) commit();
    ended = true;
    lms.finish();
  });
  // A page brought back from the browser's memory has said goodbye to its LMS already.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
