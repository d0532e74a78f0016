// The learner's record: kept here, told to the LMS.
// Law: each answer is recorded, saved and committed at once; turning a screen saves without a commit;
// the session ends once.

const ALONE = {
  connect: () => Promise.resolve({ connected: false, mode: "normal", location: "", suspend: "", score: null }),
  save: () => false, record: () => false, commit: () => false, finish: () => undefined, problem: "", settled: true,
};
const lms = window.courseLms || ALONE;
const checks = course.activities.filter((activity) => activity.check && activity.judged);
let memory = remembered("");
let start = null; // what the LMS said at the start; null until it has answered
let early = []; // answers given before that
let told = ""; // what stands in the notice
let trouble = false; // whether the line was down since the screen was turned
let lastPlace = ""; // the screen saved last
let ended = false; // whether the LMS has been said goodbye to
let done = { completed: false, passed: null };
let answeredNow = () => undefined;
const answeredByLms = new Promise((resolve) => {
  answeredNow = resolve;
});

const keptOf = (activity) => (memory.answers.get(activity.code) || { answer: "" }).answer;
const answerOf = (activity) => {
  const { given } = kinds[activity.kind];
  return given ? given(keptOf(activity)) : keptOf(activity);
};
const triesOf = (activity) => (memory.answers.get(activity.code) || { tries: 0 }).tries;
const sittingOf = (code) => memory.sittings.get(code) || { spent: 0, state: "", seed: "", questions: [] };
const testedOut = (screen) => sittingOf(course.modules[screen.module].code).state === "passed";
const toSee = course.screens.filter((screen) => !screen.optional); // what must be seen; the rest is to look up
const seenScreens = () => toSee.filter((screen) => memory.seen.has(screen.code) || testedOut(screen));

// How many attempts at the assessment are left; null: as many as one likes.
function attemptsLeft() {
  const { assessment, attempts } = course;
  return assessment && attempts ? Math.max(0, attempts - sittingOf(assessment.code).spent) : null;
}

// Where the learner stands now; what the LMS already had is never taken back.
function reckon() {
  if (!course.assessment) memory.best = highest(memory.best, score(checks.map(judgedCheck)));
  const { completion: rule, mark } = course;
  const before = done;
  const seen = seenScreens().length;
  done = standing({ rule, mark, screens: toSee.length, seen, best: memory.best, left: attemptsLeft(), before });
  return done.completed !== before.completed || done.passed !== before.passed;
}

const judgedCheck = (one) => ({ answer: answerOf(one), right: isRight(one, answerOf(one)) });

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
  const { id, code, check } = activity;
  const tries = triesOf(activity) + 1;
  memory.answers.set(code, { answer, tries });
  const weight = check && !course.assessment ? 1 : 0;
  return journal({ activity, answer, pattern, seconds, weight, id: tries > 1 ? `${id}.t${tries}` : id });
}

function journal({ activity, answer, pattern, seconds, weight, id }) {
  const { objective, prompt } = activity;
  const right = isRight(activity, answer);
  const record = { index: memory.count, id, objective, prompt, ...pattern, right, weight, seconds };
  lms.record(record);
  unconfirmed.push(record);
  memory.count += 1;
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
  done = { completed: done.completed || answered.completed === true, passed: done.passed || (typeof answered.passed === "boolean" ? answered.passed : null) };
  start = answered;
  for (const record of answered.owed) lms.record(record);
  early.forEach(send);
  tell();
  answeredNow();
  return { bookmark: answered.location, seen: brought.seen };
}

function watchForTheEnd() {
  window.addEventListener("courselms", tell);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !ended) commit();
  });
  // To finish is to commit as well: a page that goes away may have no time for two.
  window.addEventListener("pagehide", () => {
    ended = true;
    lms.finish();
    tell();
  });
  // A page brought back from the browser's memory has said goodbye to its LMS already.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
