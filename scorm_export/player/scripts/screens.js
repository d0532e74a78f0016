// One screen at a time, each with an address of its own, so that the browser's Back works.
// Law: a new screen takes the focus to its heading and the title with it; the first one takes nothing.

const result = find(".result");
const sections = new Map(course.screens.map((screen) => [screen.id, document.getElementById(screen.id)]));
const beyond = []; // functions that give the page at an address that is no screen: see assessment.js
const modules = all(".module").map((section) => ({
  title: document.getElementById(`${find("h2", section).id}_name`).textContent,
  screens: course.screens.filter(({ id }) => section.contains(sections.get(id))),
}));
const counted = modules.filter(({ screens }) => !screens[0].optional);
let showing = null; // the screen or page in sight; null is the result
let home = course.screens[0]; // the screen at the bare address: where this visit began
let begun = false; // whether anything has been shown
let moved = false; // whether the learner has gone anywhere yet

const moduleOf = (screen) => modules.find(({ screens }) => screens.includes(screen));
const current = () => showing || toSee[toSee.length - 1];

const targetAt = (hash) => document.getElementById(hash.slice(1));

// The screen an address means: its own id, or that of something on it; null is the result, nothing is nowhere.
function screenAt(hash) {
  if (hash === "#_result") return null;
  const page = pageAt(hash);
  if (page) return page;
  const section = targetAt(hash) && targetAt(hash).closest(".screen");
  return section ? course.screens.find((screen) => screen.id === section.id) : undefined;
}

// A page that is no screen brings `section`, `title()`, `draw()`, and `ways()` on and back as addresses.
const pageAt = (hash) => beyond.map((find) => find(hash)).find(Boolean);

function show(screen) {
  const changed = showing !== screen || !begun;
  begun = true;
  if (changed && showing && showing.leave) showing.leave();
  showing = screen;
  document.documentElement.classList.toggle("one-screen", screen !== whole);
  for (const [id, section] of sections) section.hidden = screen !== whole && (!screen || id !== screen.id);
  for (const section of all(".beyond")) section.hidden = !screen || section !== screen.section;
  result.hidden = screen !== null;
  showAround();
  if (!changed) return;
  if (screen && screen.draw) {
    screen.draw();
  } else if (screen) {
    memory.seen.add(screen.code);
    for (const shown of activities) if (shown.activity.screen === screen.id) shown.since = performance.now();
  } else {
    showResult();
  }
  setTitle();
  save(current().place || current().id);
  updateContents();
}

// A module's name stands above each of its screens, what one learns in it above the first only.
function showAround() {
  for (const module of all(".module")) {
    const screens = all(".screen", module);
    module.hidden = screens.every((section) => section.hidden);
    find(".objectives", module).hidden = screens[0].hidden;
  }
}

function setTitle() {
  const module = moduleOf(showing);
  const name = !module ? "result_title" : modules.length > 1 ? "module_title" : "screen_title";
  const screen = module ? showing.title : showing ? showing.title() : find("h2", result).textContent;
  const place = module && { n: module.screens.indexOf(showing) + 1, all: module.screens.length, module: module.title };
  document.title = say(name, { ...place, screen, course: course.title });
}

function focusHeading() {
  const heading = showing ? find(showing.heading || "h3", showing.section || sections.get(showing.id)) : find("h2", result);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function follow() {
  const { hash } = window.location;
  const screen = hash ? screenAt(hash) : home;
  // On the page with all screens, a link to a note or a part leads there and no further.
  const stays = showing === whole && screen && hash && !targetAt(hash).matches(".screen, .beyond");
  if (screen === undefined || stays) return;
  const turned = screen !== showing;
  moved = true;
  show(screen);
  const target = targetAt(hash);
  if (turned && (!target || target.matches(".screen, .beyond, .result"))) focusHeading();
  else if (turned) target.scrollIntoView();
}

// Where to begin: at the address, else at the first screen until the LMS has said where the bookmark is. The
// address stays as it is: a browser that finds it changed would put the keyboard's focus down there.
function begin() {
  const screen = screenAt(window.location.hash);
  moved = screen !== undefined;
  show(moved ? screen : home);
}

// The bookmark counts for those who have not moved since. They have not seen the screen they are taken from.
function resume(bookmark, before) {
  const screen = course.screens.find(({ id }) => id === bookmark) || pageAt(`#${bookmark}`);
  if (screen && showing && showing.lookup) home = screen;
  if (moved || !screen || screen === home) return;
  if (!before.has(home.code)) memory.seen.delete(home.code);
  home = screen;
  show(screen);
}
