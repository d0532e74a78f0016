// One call to the LMS and what came of it.
// Law: nothing an LMS does comes out of here as an exception, and every answer is text: some LMSs give
// numbers, some give nothing at all, some throw in the middle of a commit.

const ACCEPTED = { kept: true, code: "" };
const BROKEN = "broken"; // the LMS threw instead of answering

// A number that an LMS answers with.
function numberOrNull(text) {
  const number = Number(text);
  return text.trim() === "" || !Number.isFinite(number) ? null : number;
}

function conversation(api, verbs) {
  function said(verb, ...words) {
    const answer = api[verbs[verb]](...words);
    return answer === undefined || answer === null ? "" : String(answer);
  }

  function lastError() {
    try {
      return said("error") || "0";
    } catch (failure) {
      return BROKEN;
    }
  }

  // An answer that is neither yes nor no is believed only when the LMS reports no error.
  function attempt(verb, ...words) {
    try {
      const answer = said(verb, ...words);
      if (answer === "true" || answer === "1") return ACCEPTED;
      const code = lastError();
      return { kept: answer !== "false" && code === "0", code };
    } catch (failure) {
      return { kept: false, code: BROKEN };
    }
  }

  return {
    // "" is what one LMS answers to nearly every question: it always means "not known".
    ask(element) {
      try {
        return said("get", element);
      } catch (failure) {
        return "";
      }
    },
    initialize: () => attempt("initialize", ""),
    tell: (element, value) => attempt("set", element, value),
    commit: () => attempt("commit", ""),
    finish: () => attempt("finish", ""),
  };
}
