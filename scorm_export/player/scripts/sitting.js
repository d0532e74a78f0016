// A sitting: some questions of the bank, one a page, all changeable until they are sent together.
// Law: each answer is kept as it is chosen and told to the LMS only when all are sent; nothing is sent without the
// page that shows every answer in words (WCAG 2.2, 3.3.4); without the LMS's memory nothing begins.
// Each kind of sitting (the assessment, the questions that stand for a module) brings
//   code, id, name                       how the record, addresses and people know it
//   number, pool()                       how many questions, and out of which
//   intro(), outcome(questions)          its first page, before and after the questions, as { heading, parts }
//   idOf(question, spent), weight        how its answers are recorded
//   passes(share), sent(share)           whether that was enough, and what comes of it
//   ways()                               on and back from its first page

const sittings = [];
const KEEP_AFTER = 400; // ms from the last change of an answer until it is saved
const sittingPlace = find(".sitting");
const sittingBody = find(".sitting-page", sittingPlace);
const papers = new Map(); // questions as forms, by sitting, seed and code
const sittingPages = new Map();
const timing = { question: "", since: 0, seconds: new Map() };
let keeping = 0;
let usable = false; // whether the LMS has answered and the bank is here

const questionBank = () => window.courseBank || [];
const questionAt = (code) => questionBank().find((question) => question.code === code);
const stateIn = (sitting) => sittingOf(sitting.code);
const isOpen = (sitting) => stateIn(sitting).state === "open";
const howMany = (sitting) => stateIn(sitting).questions.length;

// Bank and LMS's memory come when they come; a draw that a newer version of the course has thinned out is filled up.
const bankLoaded = new Promise((resolve) => {
  window.addEventListener("load", resolve, { once: true });
  if (document.readyState === "complete") resolve();
});
Promise.all([bankLoaded, answeredByLms]).then(() => {
  usable = questionBank().length > 0;
  for (const sitting of sittings) if (usable && memory.sittings.has(sitting.code)) fillUp(sitting);
  updateContents();
  if (sittings.some((sitting) => showing === pageIn(sitting, stepOf(showing)))) showing.draw();
});

function fillUp(sitting) {
  const { state, seed, questions } = stateIn(sitting);
  const answers = new Map(questions.map(({ code, answer }) => [code, answer]));
  const known = [...answers.keys()].filter(questionAt);
  const codes = state === "open" ? drawn(sitting.pool(), sitting.number, seed, { kept: known }) : known;
  stateIn(sitting).questions = codes.map((code) => ({ code, answer: answers.get(code) || "" }));
}

// One page for each address: the sitting's own, "….3" for its third question, "….check" to read all through.
function pageIn(sitting, step) {
  const id = step ? `${sitting.id}.${step}` : sitting.id;
  const page = { sitting, step, section: sittingPlace, title: () => find("h3", sittingBody).textContent };
  page.draw = () => drawPage(sitting, stepNow(sitting, step));
  page.ways = () => waysFrom(sitting, stepNow(sitting, step));
  Object.defineProperty(page, "id", { get: () => (isOpen(sitting) ? id : sitting.id) });
  if (!sittingPages.has(id)) sittingPages.set(id, page);
  return sittingPages.get(id);
}

const stepOf = (page) => (page && page.step) || "";

beyond.push((hash) => {
  const [id, step] = hash.slice(1).split(".");
  const sitting = sittings.find((one) => one.id === id);
  return sitting && pageIn(sitting, step || "");
});

// A step that cannot be, for the questions are sent or others were drawn, is the first page.
function stepNow(sitting, step) {
  const possible = step === "check" || (Number(step) >= 1 && Number(step) <= howMany(sitting));
  return usable && isOpen(sitting) && possible ? step : "";
}

function waysFrom(sitting, step) {
  const at = (next) => `${sitting.id}.${next}`;
  const all = howMany(sitting);
  if (!step) return sitting.ways();
  if (step === "check") return { back: at(all) };
  const n = Number(step);
  const back = n === 1 ? sitting.id : at(n - 1);
  return n === all ? { back, next: at("check"), words: say("to_check") } : { back, next: at(n + 1), words: say("next_question") };
}

function drawPage(sitting, step) {
  keepNow();
  noteTime(step && step !== "check" ? stateIn(sitting).questions[step - 1].code : "");
  const { heading, parts } = !usable
    ? { heading: sitting.name, parts: [make("p", "", say(document.readyState === "complete" && start ? "no_bank" : "waiting"))] }
    : step === "check" ? checkPage(sitting) : step ? questionPage(sitting, Number(step)) : firstPage(sitting);
  sittingBody.replaceChildren(make("h2", "", sitting.name), make("h3", "", heading), ...parts);
}

function firstPage(sitting) {
  const { state, questions } = stateIn(sitting);
  if (state === "passed" || state === "failed") return sitting.outcome(questions);
  const { heading, parts } = sitting.intro();
  if (state !== "open") return { heading, parts: [...parts, deeds(pressable("start", () => startSitting(sitting)))] };
  const given = questions.filter((one) => isAnswered(sitting, one)).length;
  const next = questions.findIndex((one) => !isAnswered(sitting, one)) + 1 || "check";
  const link = way("button", say("go_on"), `${sitting.id}.${next}`);
  return { heading, parts: [...parts, make("p", "", say("sent_answered", { n: given, all: questions.length })), deeds(link)] };
}

function questionPage(sitting, n) {
  const { questions } = stateIn(sitting);
  const { form } = paperOf(sitting, questions[n - 1]);
  const note = make("p", "sitting-note", say("question_note"));
  return { heading: say("question", { n, all: questions.length }), parts: [make("div", "activity", form), note] };
}

function startSitting(sitting) {
  const before = stateIn(sitting);
  const seed = freshSeed();
  const codes = drawn(sitting.pool(), sitting.number, seed, { before: before.questions.map(({ code }) => code) });
  memory.sittings.set(sitting.code, { ...before, state: "open", seed, questions: codes.map((code) => ({ code, answer: "" })) });
  papers.clear();
  timing.seconds.clear();
  save(current().id);
  commit();
  window.location.hash = `#${sitting.id}.1`;
}

// A question as a form, with the answer it has. Built once, so that what is half-written stays.
function paperOf(sitting, given) {
  const { seed } = stateIn(sitting);
  const key = `${sitting.code} ${seed} ${given.code}`;
  if (!papers.has(key)) papers.set(key, paperFor(questionAt(given.code), given, seed));
  return papers.get(key);
}

// The build has set these pages as HTML from Markdown, without scripts; no word of a learner's is in them.
function paperFor(activity, given, seed) {
  const box = make("template");
  box.innerHTML = activity.html;
  const reasons = new Map(all("[data-part]", box.content).map((line) => [line.dataset.part, line]));
  const form = document.adoptNode(find("form", box.content));
  const kind = kinds[activity.kind];
  if (activity.mixed) mixOffers(form, `${seed} ${activity.code}`);
  if (kind.begin) kind.begin(form, activity);
  if (given.answer) kind.restore(form, given.answer, activity);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find(".step-next").click();
  });
  form.addEventListener("input", () => {
    const { answer, missing } = kind.read(form, reasons);
    given.answer = !missing || /[^0]/.test(answer) ? answer : "";
    keepSoon();
  });
  return { activity, form, reasons, kind };
}

// The letters in the record stay those of the source, whatever the order.
function mixOffers(form, seed) {
  const offers = all(".offer", form);
  const places = offers.map((offer) => offer.nextSibling);
  const parent = offers[0].parentNode;
  mixed(offers, seed, (offer) => find("input", offer).value).forEach((offer, number) => parent.insertBefore(offer, places[number]));
}

function isAnswered(sitting, given) {
  const { form, reasons, kind } = paperOf(sitting, given);
  return given.answer !== "" && !kind.read(form, reasons).missing;
}

function keepSoon() {
  clearTimeout(keeping);
  keeping = setTimeout(keepNow, KEEP_AFTER);
}

function keepNow() {
  if (!keeping) return;
  clearTimeout(keeping);
  keeping = 0;
  save(current().id);
  commit();
}

window.addEventListener("pagehide", keepNow, true);
document.addEventListener("visibilitychange", keepNow, true);

function noteTime(question) {
  const { question: last, since, seconds } = timing;
  if (last) seconds.set(last, (seconds.get(last) || 0) + (performance.now() - since) / 1000);
  timing.question = question;
  timing.since = performance.now();
}

const way = (className, words, id) => {
  const link = make("a", className, words);
  link.href = `#${id}`;
  return link;
};

function pressable(word, deed) {
  const made = make("button", "", say(word));
  made.type = "button";
  made.addEventListener("click", deed);
  return made;
}

const deeds = (...parts) => make("p", "deeds", ...parts);
const bullets = (className, lines) => make("ul", className, ...lines.map((line) => make("li", "", ...[line].flat())));
