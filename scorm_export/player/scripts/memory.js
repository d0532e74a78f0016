// What is remembered of a learner, and the one line of text that an LMS keeps of it.
// Law: version|records sent|best score|screens seen|answers|sittings. Everything goes by codes made of ids, so a
// newer version of the course finds what still applies. Text of another version, or damaged, is no reason to
// stop: what can be read is kept and the rest is let go.
//   screens seen   their codes, one after the other
//   answers        in groups of equal length and tries, "length.tries:code answer code answer …"; one try goes unsaid
//   sittings       of the assessment and of questions that stand for a module: code, number sent in, and then
//                  ":" if the last one sent in was enough, "." if not, ";" if one is open; the seed of its shuffles;
//                  and its questions in order, as code and answer, with "." between them

const VERSION = "2";
const CODE = 3; // characters of a code
const SEED = 2; // characters of a seed
const MOST_TRIES = 35;
const MARKS = { passed: ":", failed: ".", open: ";" };

function remembered(text) {
  const [version, count, best, seen, answers, sittings] = String(text).split("|");
  const memory = { count: 0, best: null, seen: new Set(), answers: new Map(), sittings: new Map() };
  if (version !== VERSION) return memory;
  memory.count = parseInt(count, 36) || 0;
  memory.best = /^\d+$/.test(best) ? Math.min(100, Number(best)) : null;
  for (const code of (seen || "").match(/[\w-]{3}/g) || []) memory.seen.add(code);
  for (const group of (answers || "").split(",")) ungroup(group, memory.answers);
  for (const sitting of (sittings || "").split(",")) readSitting(sitting, memory.sittings);
  return memory;
}

function ungroup(group, answers) {
  const [, length, tries, text] = /^([0-9a-z]+)(?:\.([0-9a-z]))?:([\w-]*)/.exec(group) || ["", "0", "", ""];
  const size = CODE + parseInt(length, 36);
  for (let at = 0; at + size <= text.length; at += size) {
    const answer = text.slice(at + CODE, at + size);
    answers.set(text.slice(at, at + CODE), { answer, tries: tries ? parseInt(tries, 36) : 1 });
  }
}

function readSitting(text, sittings) {
  const [, code, spent, mark, seed, rest] = /^([\w-]{3})([0-9a-z]+)([:.;])([0-9a-z]{2})?(.*)$/.exec(text) || [];
  if (!code) return;
  const questions = (rest || "").split(".").filter((one) => /^[\w-]{3}[0-9a-z]*$/.test(one));
  sittings.set(code, {
    spent: parseInt(spent, 36),
    state: Object.keys(MARKS).find((state) => MARKS[state] === mark),
    seed: seed || "",
    questions: questions.map((one) => ({ code: one.slice(0, CODE), answer: one.slice(CODE) })),
  });
}

function written(memory) {
  const groups = new Map();
  for (const [code, { answer, tries }] of memory.answers) {
    const said = tries === 1 ? "" : `.${Math.min(tries, MOST_TRIES).toString(36)}`;
    const key = `${answer.length.toString(36)}${said}`;
    groups.set(key, `${groups.get(key) || ""}${code}${answer}`);
  }
  const answers = [...groups].map(([key, text]) => `${key}:${text}`).join(",");
  const sittings = [...memory.sittings].map(writtenSitting).join(",");
  const best = memory.best === null ? "" : memory.best;
  const text = [VERSION, memory.count.toString(36), best, [...memory.seen].join(""), answers, sittings].join("|");
  return text.replace(/\|+$/, "");
}

function writtenSitting([code, { spent, state, seed, questions }]) {
  const drawn = questions.map((one) => one.code + one.answer).join(".");
  return `${code}${spent.toString(36)}${MARKS[state]}${seed}${drawn}`;
}

// What the LMS brings, with the screens that were seen here before it did. Answers given here are told anew.
function joined(here, brought) {
  return { ...brought, best: highest(here.best, brought.best), seen: new Set([...brought.seen, ...here.seen]) };
}

function highest(one, other) {
  if (one === null || other === null) return one === null ? other : one;
  return Math.max(one, other);
}
