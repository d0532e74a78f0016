// What is remembered of a learner, and the one line of text that an LMS keeps of it.
// Law: version|records sent|best score|codes of screens seen|code, answer and tries of each activity. Text of
// another version, or damaged, is no reason to stop: what can be read is kept and the rest is let go.

const CODE = 4; // characters of a code
const MOST_TRIES = 99;

function remembered(text) {
  const [version, count, best, seen, answers] = String(text).split("|");
  const memory = { count: 0, best: null, seen: new Set(), answers: new Map() };
  if (version !== "1") return memory;
  memory.count = parseInt(count, 36) || 0;
  memory.best = /^\d+$/.test(best) ? Math.min(100, Number(best)) : null;
  for (const code of (seen || "").match(/[0-9a-z]{4}/g) || []) memory.seen.add(code);
  for (const entry of (answers || "").split(",")) {
    const parts = /^([0-9a-z]{4})([0-9a-z]+)(?:\.(\d+))?$/.exec(entry);
    if (parts) memory.answers.set(parts[1], { answer: parts[2], tries: Number(parts[3] || 1) });
  }
  return memory;
}

function written(memory) {
  const answers = [...memory.answers].map(([code, { answer, tries }]) => {
    const told = Math.min(tries, MOST_TRIES);
    return code + answer + (told === 1 ? "" : `.${told}`);
  });
  const best = memory.best === null ? "" : memory.best;
  return ["1", memory.count.toString(36), best, [...memory.seen].join(""), answers.join(",")].join("|");
}

// What the LMS brings, with the screens that were seen here before it did. Answers given here are told anew.
function joined(here, brought) {
  return { ...brought, best: highest(here.best, brought.best), seen: new Set([...brought.seen, ...here.seen]) };
}

function highest(one, other) {
  if (one === null || other === null) return one === null ? other : one;
  return Math.max(one, other);
}
