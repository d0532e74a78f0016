// What the LMS may have to say against a call, in words, and the number each standard gives it.
// Law: the words are ours and the same for both; the numbers are the standards' (1.2: RTE 3.3.6; 2004: RTE 3.1.7).

const ERRORS = {
  scorm12: {
    fine: "0",
    "already running": "101",
    "already ended": "101",
    argument: "201",
    unknown: "201",
    index: "201",
    "no children": "202",
    "no count": "203",
    "not running": "301",
    keyword: "402",
    "read only": "403",
    "write only": "404",
    type: "405",
    range: "405",
    "not kept": "101",
  },
  scorm2004: {
    fine: "0",
    "already running": "103",
    "already ended": "104",
    argument: "201",
    unknown: "401",
    unset: "403",
    keyword: "404",
    "read only": "404",
    "write only": "405",
    type: "406",
    range: "407",
    dependency: "408",
    "not kept": "391",
    "no children": "301",
    "no count": "301",
    "not running": { finish: "112", get: "122", set: "132", commit: "142" },
    "has ended": { finish: "113", get: "123", set: "133", commit: "143" },
    index: { get: "301", set: "351" },
  },
};

const EXPLAINED = {
  fine: "No error",
  "already running": "The session has already been initialised",
  "already ended": "The session has ended and cannot be initialised again",
  argument: "An argument is not the text that the standard asks for",
  unknown: "There is no such element in the data model",
  index: "The number in the element's name is beyond the end of its list",
  unset: "The element has no value yet",
  "no children": "The element has no children",
  "no count": "The element is not a list",
  "not running": "The session has not been initialised",
  "has ended": "The session has ended",
  keyword: "The element is a keyword and cannot be set",
  "read only": "The element can only be read",
  "write only": "The element can only be written",
  type: "The value is not of the kind that this element takes",
  range: "The value is out of bounds",
  dependency: "Something else must be set before this element",
  "not kept": "The LMS could not keep what was set",
};

function errorCode(standard, word, verb) {
  const code = ERRORS[standard][word] || ERRORS[standard]["not running"];
  return typeof code === "string" ? code : code[verb];
}
