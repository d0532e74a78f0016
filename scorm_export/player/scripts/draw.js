// Which questions an attempt asks, and the order in which questions and options stand.
// Law: pure; the same seed gives the same order; every objective has its fair share of the questions.

// FNV-1a with a last stir, so that neighbouring letters fall far apart.
function scattered(text) {
  let sum = [...text].reduce((before, sign) => Math.imul(before ^ sign.codePointAt(0), 16777619), 2166136261);
  sum = Math.imul(sum ^ (sum >>> 16), 2246822507);
  sum = Math.imul(sum ^ (sum >>> 13), 3266489909);
  return (sum ^ (sum >>> 16)) >>> 0;
}

// The same things in an order that only the seed and their names decide.
function mixed(things, seed, nameOf = String) {
  const placed = things.map((thing) => ({ thing, place: scattered(`${seed} ${nameOf(thing)}`) }));
  return placed.sort((one, other) => one.place - other.place).map(({ thing }) => thing);
}

// The codes of `number` questions out of a bank: those kept come first, those asked before only when no others are left.
function drawn(bank, number, seed, { kept = [], before = [] } = {}) {
  const taken = kept.filter((code) => bank.some((question) => question.code === code)).slice(0, number);
  const codeOf = ({ code }) => code;
  const left = mixed(bank.filter(({ code }) => !taken.includes(code)), seed, codeOf);
  left.sort((one, other) => before.includes(one.code) - before.includes(other.code));
  const shares = new Map(mixed([...new Set(bank.map(({ objective }) => objective))], seed).map((objective) => [objective, 0]));
  for (const { code, objective } of bank) if (taken.includes(code)) shares.set(objective, shares.get(objective) + 1);
  const fresh = [];
  while (taken.length + fresh.length < number && left.length) {
    const next = fairest(left, shares);
    fresh.push(left.splice(left.indexOf(next), 1)[0].code);
    shares.set(next.objective, shares.get(next.objective) + 1);
  }
  return [...taken, ...mixed(fresh, seed)];
}

// The first question left for the objective that has been asked about least.
function fairest(left, shares) {
  const open = [...shares].filter(([objective]) => left.some((question) => question.objective === objective));
  const least = Math.min(...open.map(([, share]) => share));
  const [objective] = open.find(([, share]) => share === least);
  return left.find((question) => question.objective === objective);
}

// Two signs: 1,296 ways to draw.
const freshSeed = () => Math.floor(Math.random() * 1296).toString(36).padStart(2, "0");
