// The list of screens with what has been done, the progress, and the way on and back.
// Law: every state is said in words; nothing is ever locked or greyed out.

const STATES = { new: "○", open: "◐", done: "✓" };
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
  updateProgress();
  updateSteps();
}

function updateProgress() {
  find(".progress").hidden = !showing;
  if (!showing) return;
  const n = course.screens.indexOf(showing) + 1;
  find(".progress-words").textContent = say("progress", { n, all: course.screens.length });
  find("progress").value = n;
}

function updateSteps() {
  const number = showing ? course.screens.indexOf(showing) : course.screens.length;
  const back = find(".step-back");
  const next = find(".step-next");
  back.hidden = number === 0;
  if (number > 0) back.href = `#${course.screens[number - 1].id}`;
  const last = number >= course.screens.length - 1;
  next.hidden = showing === null;
  next.href = last ? "#_result" : `#${course.screens[number + 1].id}`;
  find(".step-next-words").textContent = say(last ? "to_result" : "to_next");
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
