// A copy of the learner's latest work on this computer, until the LMS has confirmed it.
// Law: kept under the course and a hash of the learner's id; without an id, or where nothing is recorded, nothing
// is kept. It is used only where the LMS still has something that it grew out of; it goes once the LMS has
// confirmed it, and after 14 days.

const SHELF = "course-copy/";
const LIFETIME = 14 * 24 * 60 * 60 * 1000; // ms
const MOST_STEPS = 50;
let keptAs = ""; // the key; nothing: there is no copy
let lastOffer = null; // what was offered to the LMS last
let grownFrom = []; // hashes of what it has been offered since it last confirmed something, and of that
let unconfirmed = []; // records of answers since then

// FNV-1a, twice from different starts: enough to tell learners and states apart, nothing to find anyone by.
function digest(text) {
  const one = (start) => [...text].reduce((sum, sign) => Math.imul(sum ^ sign.codePointAt(0), 16777619), start) >>> 0;
  return one(2166136261).toString(36) + one(40389).toString(36);
}

// A browser may keep nothing for a page in a frame: then the page's own memory must do.
function withShelf(deed) {
  try {
    return deed(window.localStorage);
  } catch (refusal) {
    return null;
  }
}

function copyAt(shelf, key) {
  try {
    return JSON.parse(shelf.getItem(key)) || { at: 0 };
  } catch (damage) {
    return { at: 0 };
  }
}

function clearOld(shelf) {
  const oldest = Date.now() - LIFETIME;
  const keys = Object.keys(shelf).filter((key) => key.startsWith(SHELF));
  for (const key of keys) if (!(copyAt(shelf, key).at > oldest)) shelf.removeItem(key);
}

// What the LMS said at the start, or the copy where that is newer, with the records that the LMS is still owed.
function reconciled(answered) {
  const before = digest(answered.suspend || "");
  grownFrom = [before];
  withShelf(clearOld);
  if (!answered.connected || answered.mode !== "normal" || !answered.learner) return { ...answered, owed: [] };
  keptAs = `${SHELF}${course.id}/${digest(answered.learner)}`;
  const copy = withShelf((shelf) => copyAt(shelf, keptAs));
  if (!copy || !copy.change || copy.change.suspend === answered.suspend || !copy.grownFrom.includes(before)) {
    return { ...answered, owed: [] };
  }
  const { count } = remembered(answered.suspend);
  unconfirmed = copy.unconfirmed.filter(({ index }) => index >= count);
  const { location, suspend } = copy.change;
  return { ...answered, location, suspend, owed: [...unconfirmed] };
}

function offered(change) {
  lastOffer = change;
  const step = digest(change.suspend);
  if (grownFrom[grownFrom.length - 1] !== step) grownFrom.push(step);
  if (grownFrom.length > MOST_STEPS) grownFrom.splice(1, 1);
}

// After every call that may have changed what the LMS has: the copy goes, or is written anew.
function settle() {
  if (!lastOffer) return;
  if (lms.settled) {
    grownFrom = [digest(lastOffer.suspend)];
    unconfirmed = [];
  }
  if (!keptAs) return;
  const copy = JSON.stringify({ at: Date.now(), change: lastOffer, grownFrom, unconfirmed });
  withShelf((shelf) => (lms.settled ? shelf.removeItem(keptAs) : shelf.setItem(keptAs, copy)));
}
