// The page of the strict LMS: offers the API as its address asks, opens the course, shows every call.
// Law: all that a story needs is in the address, so that a relaunch is a reload.

(() => {
  const asked = new URLSearchParams(window.location.search);
  const ask = (name, otherwise) => asked.get(name) || document.body.dataset[name] || otherwise;
  const standard = ask("standard", "scorm12");
  const course = ask("course", "course/index.html");
  const isQuiet = ask("quiet", "") !== ""; // calls are handed over in portions, neither shown nor kept
  const attempt = attemptIn(window.localStorage, `strict-lms/${standard}/${ask("learner", "learner-1")}`);
  const portion = portionOfCalls();
  if (isQuiet) attempt.log = portion.add;

  const GIVEN = {
    scorm12: {
      "cmi.core.student_id": ask("learner", "learner-1"),
      "cmi.core.student_name": ask("name", "Learner, A"),
      "cmi.core.lesson_mode": ask("mode", "normal"),
      "cmi.core.credit": ask("credit", "credit"),
      "cmi.student_data.mastery_score": ask("mastery", ""),
      "cmi.launch_data": ask("launch", ""),
    },
    scorm2004: {
      "cmi.learner_id": ask("learner", "learner-1"),
      "cmi.learner_name": ask("name", "Learner, A"),
      "cmi.mode": ask("mode", "normal"),
      "cmi.credit": ask("credit", "credit"),
      "cmi.scaled_passing_score": ask("mastery", null),
      "cmi.launch_data": ask("launch", null),
    },
  };

  function row(call) {
    const line = document.createElement("tr");
    const refused = call.error !== "0" && call.reason !== "unset"; // to ask for what has no value breaks nothing
    const words = call.words.map((word) => JSON.stringify(word)).join(", ");
    const outcome = call.error === "0" ? "taken" : `${refused ? "rejected, " : ""}${call.error}: ${EXPLAINED[call.reason]}`;
    for (const text of [String(call.at), `${call.name}(${words})`, call.result, outcome]) {
      line.appendChild(document.createElement("td")).textContent = text;
    }
    line.className = refused ? "refused" : "";
    document.getElementById("calls").appendChild(line);
  }

  // Answers and objectives are many, and known by their calls.
  function inShort(values) {
    const names = Object.keys(values).filter((name) => !/^cmi\.(interactions|objectives)\./.test(name));
    return Object.fromEntries(names.map((name) => [name, values[name].slice(0, 300)]));
  }

  function lost() {
    const kept = attempt.committed().values;
    const current = runtime ? runtime.current() : {};
    return Object.keys(current).filter((name) => current[name] !== kept[name]);
  }

  function heard(call) {
    if (isQuiet) return;
    row(call);
    document.getElementById("waiting").textContent = lost().join(", ") || "nothing";
    document.getElementById("phase").textContent = runtime.phase();
  }

  let runtime = null;
  function offer() {
    const fault = faultNamed(ask("fault", ""));
    runtime = runtimeOf({ standard, given: GIVEN[standard], attempt, heard, fault, lenient: isQuiet });
    window[standard === "scorm12" ? "API" : "API_1484_11"] = runtime.api;
  }

  function launch() {
    document.getElementById("course").src = course;
  }

  window.recorder = {
    calls: attempt.calls,
    committed: attempt.committed,
    current: () => (runtime ? runtime.current() : {}),
    lost,
    forget: attempt.forget,
    news: () => ({
      calls: portion.taken(),
      phase: runtime ? runtime.phase() : "not there",
      lost: lost(),
      owed: runtime ? runtime.owed() : [],
      kept: inShort(attempt.committed().values),
    }),
  };

  if (GIVEN[standard]) {
    const late = Number(ask("late", "0"));
    if (late) setTimeout(offer, late);
    else offer();
  }
  const frame = document.getElementById("course");
  if (asked.has("window")) {
    frame.remove();
    document.getElementById("open").hidden = false;
    document.getElementById("open").addEventListener("click", () => window.open(course, "course"));
  } else {
    launch();
  }
  document.getElementById("close").addEventListener("click", () => frame.remove());
})();
