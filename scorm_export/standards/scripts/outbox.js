// What the LMS has still to be told, in the order in which it must hear it.
// Law: what was not taken stays and is tried again; what cannot ever be taken is let go after three
// refusals, so that one bad value never stands in the way of an answer.

const UNSUPPORTED = ["401", "402"]; // this LMS does not keep that element: nothing is lost that it could hold
const FINAL = ["201", "403", "404", "405", "406", "407", "408"]; // a verdict on the value or the element itself
const PATIENT = 3;

function outbox(talk) {
  const waiting = new Map();
  const told = new Map();
  const unconfirmed = new Map(); // taken, but not committed since
  let refused = false;

  function offer(element, entry) {
    const { kept, code } = talk.tell(element, entry.value);
    if (kept || UNSUPPORTED.includes(code)) {
      told.set(element, entry.value);
      unconfirmed.delete(element);
      unconfirmed.set(element, entry.value);
      waiting.delete(element);
      return true;
    }
    refused = true;
    entry.refusals += FINAL.includes(code) ? 1 : 0;
    if (entry.refusals >= PATIENT) waiting.delete(element);
    return code !== BROKEN;
  }

  return {
    // Only what changed is said.
    put(pairs) {
      for (const [element, value] of pairs) {
        if (told.get(element) === value) waiting.delete(element);
        else waiting.set(element, { value, refusals: 0 });
      }
    },
    // Gives whether everything was taken. After a break in the line the rest waits, so that order holds.
    send() {
      refused = false;
      for (const [element, entry] of waiting) {
        if (!offer(element, entry)) break;
      }
      return !refused;
    },
    isEmpty: () => waiting.size === 0,
    // What was committed is believed; what was taken before a break in the line is said again, and first.
    believe: () => unconfirmed.clear(),
    again() {
      const later = [...waiting];
      waiting.clear();
      for (const [element, value] of unconfirmed) waiting.set(element, { value, refusals: 0 });
      for (const [element, entry] of later) waiting.set(element, entry);
    },
  };
}
