// The list of screens with what has been done, the progress, and the way on and back.
// Law: every state is said in words; nothing is ever locked or greyed out.

const STATES = { new: "○", open: "◐", done: "✓" };
const updates = []; // what else changes with them: see assessment.js
const links = new Map(all(".contents li a").map((link) => [link.hash.slice(1), link]));

// Not seen; seen with a question open; or done.
function stateOf(screen) {
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
  for (const update of updates) update();
  updateProgress();
  updateSteps();
}

function updateProgress() {
  find(".progress").hidden = !showing || !showing.code;
  if (!showing || !showing.code) return;
  const n = course.screens.indexOf(showing) + 1;
  find(".progress-words").textContent = say("progress", { n, all: course.screens.length });
  find("progress").value = n;
}

// The course in order, as addresses: its screens, its assessment if it has one, and where the learner stands.
const ORDER = [...course.screens.map(({ id }) => id), ...(course.assessment ? ["_assessment"] : []), "_result"];

function ways() {
  if (showing && showing.ways) return showing.ways();
  const number = ORDER.indexOf(showing ? showing.id : "_result");
  return { back: ORDER[number - 1], next: ORDER[number + 1] };
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
  const list = find(".contents details");
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
