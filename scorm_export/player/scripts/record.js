// The learner's record: kept here, told to the LMS.
// Law: each answer is recorded, saved and committed at once; turning a screen saves without a commit;
// the session ends once.

const ALONE = {
  connect: () => Promise.resolve({ connected: false, mode: "normal", location: "", suspend: "", score: null }),
  save: () => false, record: () => false, commit: () => false, finish: () => undefined, problem: "",
};
const lms = window.courseLms || ALONE;
const questions = course.activities.filter((activity) => activity.check && activity.judged);
let memory = remembered("");
let start = null; // what the LMS said at the start; null until it has answered
let early = []; // answers given before that
let told = ""; // what stands in the notice
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
  lms.save(change);
  if (newly) lms.commit();
  tell();
}

// One submitted answer. Before the LMS has answered it waits; nothing given is lost.
function recordAnswer(given, location) {
  if (start) send(given);
  else early.push(given);
  memory.answers.set(given.activity.code, { answer: given.answer, tries: triesOf(given.activity) });
  save(location);
  lms.commit();
  tell();
}

// What is kept of an activity but is no answer given: here and in the saved record, never told to the LMS as one.
function keepAnswer(activity, answer) {
  if (!start) early.push({ activity, answer });
  keep(activity, answer);
  save(current().id);
  lms.commit();
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
  lms.record({
    index: memory.count, id: tries > 1 ? `${id}.t${tries}` : id, objective, prompt,
    ...pattern, right: isRight(activity, answer), weight: check ? 1 : 0, seconds,
  });
  memory.count += 1;
  return undefined;
}

// What the learner should know of the connection stands in one line above the screen.
function tell() {
  let sentence = lms.problem;
  if (start && !start.connected) sentence = say("not_connected");
  else if (start && start.mode !== "normal") sentence = say(start.mode);
  if (sentence === told) return;
  told = sentence;
  find(".notice").textContent = sentence;
}

async function connect() {
  const answered = await lms.connect();
  const brought = remembered(answered.suspend);
  memory = joined(memory, brought);
  if (typeof answered.score === "number") memory.best = highest(memory.best, Math.floor(answered.score));
  done = { completed: done.completed || answered.completed === true, passed: done.passed || answered.passed || null };
  start = answered;
  early.forEach(send);
  tell();
  return { bookmark: answered.location, seen: brought.seen };
}

function watchForTheEnd() {
  window.addEventListener("courselms", tell);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !ended) lms.commit();
  });
  window.addEventListener("pagehide", () => {
    if (!ended) lms.commit();
    ended = true;
    lms.finish();
  });
  // A page brought back from the browser's memory has said goodbye to its LMS already.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
