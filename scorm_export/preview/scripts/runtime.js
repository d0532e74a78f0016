// A strict LMS behind the eight functions that a course may call.
// Law: takes nothing that the standard forbids, records every call, and keeps what was set apart from what
// was committed.

const VERB_NAMES = {
  scorm12: {
    LMSInitialize: "initialize", LMSFinish: "finish", LMSGetValue: "get", LMSSetValue: "set",
    LMSCommit: "commit", LMSGetLastError: "error", LMSGetErrorString: "explain", LMSGetDiagnostic: "explain",
  },
  scorm2004: {
    Initialize: "initialize", Terminate: "finish", GetValue: "get", SetValue: "set",
    Commit: "commit", GetLastError: "error", GetErrorString: "explain", GetDiagnostic: "explain",
  },
};

const TIMES = {
  scorm12: { exit: "cmi.core.exit", session: "cmi.core.session_time", total: "cmi.core.total_time", entry: "cmi.core.entry" },
  scorm2004: { exit: "cmi.exit", session: "cmi.session_time", total: "cmi.total_time", entry: "cmi.entry" },
};

// Both written forms of a length of time, without years and months.
function secondsIn(text) {
  const clock = /^(\d+):(\d+):([\d.]+)$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (!parts) return 0;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part || 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function timeIn(standard, seconds) {
  if (standard === "scorm2004") return `PT${Number(seconds.toFixed(2))}S`;
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// `fault` holds the hooks of a fault to try the course against; without any the LMS is sound. One that is `lenient`
// makes text of numbers, as nearly all do, where the standard asks for text.
function runtimeOf({ standard, given, attempt, heard, fault = {}, lenient = false }) {
  const model = standard === "scorm12" ? model12 : model2004;
  const times = TIMES[standard];
  const verbs = VERB_NAMES[standard];
  const began = performance.now();
  let phase = "not running";
  let before = attempt.committed();
  let elements = elementsOf(model, {});
  let lastError = "0";
  const owed = new Set(); // what the course told, and a fault kept from the LMS

  // SCORM 2004 begins a new attempt unless the last session was suspended; 1.2 keeps what it has.
  function opened() {
    before = attempt.committed();
    const left = before.values[times.exit] || "";
    const goesOn = ["suspend", "logout"].includes(left);
    const kept = goesOn || standard === "scorm12" ? Object.assign({}, before.values) : {};
    delete kept[times.exit];
    delete kept[times.session];
    const entry = goesOn ? "resume" : before.sessions === 0 ? "ab-initio" : "";
    const total = timeIn(standard, goesOn || standard === "scorm12" ? before.seconds : 0);
    elements = elementsOf(model, Object.assign({}, given, { [times.entry]: entry, [times.total]: total }));
    Object.assign(elements.values, kept);
  }

  // What was told while a fault lost it stays as it was before.
  function arrived() {
    const kept = attempt.committed().values;
    const names = Object.keys(elements.values).filter((name) => !owed.has(name) || name in kept);
    return Object.fromEntries(names.map((name) => [name, (owed.has(name) ? kept : elements.values)[name]]));
  }

  function keep(isLast) {
    if (fault.loses && fault.loses()) return true;
    if (!fault.loses) owed.clear();
    const session = isLast ? secondsIn(elements.values[times.session] || "") : 0;
    if (isLast && fault.ending) Object.assign(elements.values, fault.ending(standard, elements.values, given));
    return attempt.commit({
      values: arrived(),
      seconds: before.seconds + session,
      sessions: before.sessions + 1,
    });
  }

  function failed() {
    const kept = attempt.committed().values;
    const names = Object.keys(elements.values).filter((name) => elements.values[name] !== kept[name]);
    for (const name of names) owed.add(name);
    return ["false", "not kept"];
  }

  function told(element, value) {
    const text = lenient && ["number", "boolean"].includes(typeof value) ? String(value) : value;
    const error = elements.set(element, fault.incoming ? fault.incoming(element, text) : text);
    if (!error && fault.loses) owed[fault.loses() ? "add" : "delete"](element);
    return error;
  }

  const answers = {
    initialize(word) {
      if (phase === "running") return ["false", "already running"];
      if (phase === "has ended") return ["false", "already ended"];
      if (word !== "") return ["false", "argument"];
      opened();
      phase = "running";
      return ["true", "fine"];
    },
    finish(word) {
      if (phase !== "running") return ["false", phase];
      if (word !== "") return ["false", "argument"];
      keep(true);
      phase = "has ended";
      return ["true", "fine"];
    },
    commit(word) {
      if (phase !== "running") return ["false", phase];
      if (word !== "") return ["false", "argument"];
      if (fault.fails && fault.fails()) return failed();
      return keep(false) ? ["true", "fine"] : ["false", "not kept"];
    },
    get(element) {
      if (phase !== "running") return ["", phase];
      if (typeof element !== "string" || element === "") return ["", "argument"];
      const { error, value } = elements.get(element);
      return error ? ["", error] : [value, "fine"];
    },
    set(element, value) {
      if (phase !== "running") return ["false", phase];
      if (typeof element !== "string" || element === "") return ["false", "argument"];
      const error = told(element, value);
      return error ? ["false", error] : ["true", "fine"];
    },
  };

  function answered(name, verb, words) {
    const [answer, word] = answers[verb](...words);
    const result = fault.answer ? fault.answer(verb, words, answer) : answer;
    const error = errorCode(standard, word, verb);
    lastError = fault.silent ? "0" : error;
    const call = { name, verb, words, result, error, reason: word, at: Math.round(performance.now() - began) };
    attempt.log(call);
    heard(call);
    return result;
  }

  function explanation(code) {
    const words = Object.keys(EXPLAINED).filter((word) => errorCode(standard, word, "get") === String(code));
    return words.length ? EXPLAINED[words[0]] : "";
  }

  const api = {};
  for (const [name, verb] of Object.entries(verbs)) {
    api[name] = (...words) => {
      if (verb === "error") return lastError;
      return verb === "explain" ? explanation(words[0]) : answered(name, verb, words);
    };
  }
  return { api, phase: () => phase, current: () => Object.assign({}, elements.values), owed: () => [...owed] };
}
