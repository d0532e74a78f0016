// The list of screens with what has been done, the progress, and the way on and back.
// Law: every state is said in words; nothing is ever locked or greyed out.

const STATES = { new: "○", open: "◐", done: "✓", out: "✓" };
const isLong = course.screens.length > 20;
let entered = null; // the module entered last
const updates = []; // what else changes with them: see assessment.js
const parts = all(".contents .part");
const links = new Map(all(".contents li a").map((link) => [link.hash.slice(1), link]));

// Not seen; seen with a question open; or done.
function stateOf(screen) {
  if (testedOut(screen)) return "out";
  if (!memory.seen.has(screen.code)) return "new";
  const open = course.activities.some((activity) => activity.judged && activity.screen === screen.id && !answerOf(activity));
  return open ? "open" : "done";
}

function updateContents() {
  for (const screen of course.screens) {
    const link = links.get(screen.id);
    const state = stateOf(screen);
    link.className = state;
    link.replaceChildren(
      sign(STATES[state]),
      make("span", "", make("span", "contents-title", screen.title), " ", make("span", "state", say(`state_${state}`))),
    );
    if (screen === showing) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  updateParts();
  for (const update of updates) update();
  scrollContents();
  updateProgress();
  updateSteps();
}

const doneIn = (module) => module.screens.filter((screen) => ["done", "out"].includes(stateOf(screen))).length;
const isDone = (module) => doneIn(module) === module.screens.length;

// How far each module is. In a long course only the one in sight is unfolded, when it is entered.
function updateParts() {
  const here = moduleOf(showing);
  modules.forEach((module, number) => {
    const n = doneIn(module);
    const begun = module.screens.some(({ code }) => memory.seen.has(code));
    const fresh = counted.includes(module) ? "part_new" : "part_optional";
    const word = isDone(module) ? "part_done" : begun ? "part_some" : fresh;
    find(".part-state", parts[number]).textContent = say(word, { n, all: module.screens.length });
    if (isLong && here && here !== entered) parts[number].open = module === here;
  });
  entered = here || entered;
}

// In a list longer than the window, the screen in sight stays in sight.
function scrollContents() {
  const link = showing && links.get(showing.id);
  if (!link) return;
  const [box, list] = [link, find(".contents")].map((one) => one.getBoundingClientRect());
  if (box.top < list.top || box.bottom > list.bottom) find(".contents").scrollTop += box.top - list.top - list.height / 3;
}

function updateProgress() {
  const module = moduleOf(showing);
  find(".progress").hidden = !module;
  if (!module) return;
  const place = { n: module.screens.indexOf(showing) + 1, all: module.screens.length };
  const done = counted.filter(isDone).length;
  const word = modules.length > 1 ? "progress_modules" : "progress";
  find(".progress-words").textContent = say(word, { ...place, done, modules: counted.length });
  find("progress").max = place.all;
  find("progress").value = place.n;
}

// The course in order, as addresses: its screens, its assessment if it has one, and where the learner stands. What is
// only to look up comes after that, by the contents.
const ORDER = [...toSee.map(({ id }) => id), ...(course.assessment ? ["_assessment"] : []), "_result"];
const LATER = course.screens.filter((screen) => screen.optional).map(({ id }) => id);

function ways() {
  if (showing && showing.ways) return showing.ways();
  const order = showing && showing.optional ? LATER : ORDER;
  const number = order.indexOf(showing ? showing.id : "_result");
  return { back: order[number - 1], next: order[number + 1] };
}

function updateSteps() {
  const { back, next, words } = ways();
  const [backLink, nextLink] = [find(".step-back"), find(".step-next")];
  backLink.hidden = !back;
  nextLink.hidden = !next;
  if (back) backLink.href = `#${back}`;
  if (!next) return;
  nextLink.href = `#${next}`;
  find(".step-next-words").textContent = words || say(next === "_result" ? "to_result" : "to_next");
}

// On a narrow screen the list is folded away until it is asked for, and again when a screen was chosen.
function foldContents() {
  const list = find(".contents-all");
  for (const link of all(".contents-more a")) link.hidden = false;
  if (isLong) for (const part of parts) part.open = false;
  const wide = window.matchMedia("(min-width: 64rem)");
  const fold = () => {
    list.open = wide.matches;
  };
  wide.addEventListener("change", fold);
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) list.open = false;
  });
  fold();
}
