// What an element may be set to: small judges, each giving "fine", "type" or "range".
// Law: as strict as the strictest validator known; a length given by a standard as the least that an LMS must
// keep is taken here as the most that a course may send.

const verdict = (isFine) => (isFine ? "fine" : "type");
const matching = (pattern) => (text) => verdict(pattern.test(text));
const oneOf = (...words) => (text) => verdict(words.includes(text));
const textUpTo = (limit) => (text) => verdict(text.length <= limit);

// Two steps, since SCORM 2004 tells a wrong kind of value (406) from one out of bounds (407).
const numberWithin = (pattern, lowest, highest) => (text) => {
  if (!pattern.test(text)) return "type";
  return Number(text) >= lowest && Number(text) <= highest ? "fine" : "range";
};
const orBlank = (judge) => (text, near) => (text === "" ? "fine" : judge(text, near));

// A list whose parts are judged one by one; SCORM 2004 calls for at most so many, and for no part twice.
const listOf = (judge, delimiter, most = Infinity, once = false) => (text, near) => {
  const parts = text.split(delimiter);
  const legal = parts.length <= most && (!once || new Set(parts).size === parts.length);
  return verdict(legal && parts.every((part) => judge(part, near) === "fine"));
};
const pairOf = (first, second, delimiter) => (text, near) => {
  const parts = text.split(delimiter);
  return verdict(parts.length === 2 && first(parts[0], near) === "fine" && second(parts[1], near) === "fine");
};

// A response is judged by the type that its interaction was given.
const byType = (judges) => (text, near) => {
  const judge = judges[near("type")];
  return judge ? judge(text, near) : "fine";
};

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;
const WHOLE = /^-?\d+$/;
