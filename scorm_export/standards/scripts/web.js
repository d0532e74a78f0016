// What the player talks to where there is no LMS at all: the learner's own browser remembers.
// Law: nothing reached is taken back; where the browser keeps nothing, the learner is told before anything is lost.

function courseLmsHere() {
  const { id } = JSON.parse((document.getElementById("_machine") || { textContent: "{}" }).textContent);
  const key = `course-kept/${id}`;
  let memory = { location: "", suspend: "", score: null, completed: false, passed: null };
  let mode = "kept_here";
  let problem = "";

  function keep() {
    try {
      window.localStorage.setItem(key, JSON.stringify(memory));
      return true;
    } catch (refusal) {
      return false;
    }
  }

  function begin() {
    try {
      Object.assign(memory, JSON.parse(window.localStorage.getItem(key)));
    } catch (damage) {
      // what cannot be read is written anew
    }
    if (!keep()) mode = "not_kept";
    return Object.assign({ connected: true, mode, learner: "", entry: "" }, memory);
  }

  function save({ location, suspend, score, completed, passed }) {
    memory = {
      location, suspend,
      score: typeof score === "number" && score >= memory.score ? score : memory.score,
      completed: memory.completed || completed === true,
      passed: memory.passed || typeof passed !== "boolean" ? memory.passed : passed,
    };
    problem = mode === "not_kept" || keep() ? "" : "not_saved";
    return problem === "";
  }

  const yes = () => true;
  return {
    connect: () => Promise.resolve(begin()),
    save, record: yes, commit: yes, finish: yes, settled: true,
    get problem() {
      return problem;
    },
  };
}

window.courseLms = courseLmsHere();
