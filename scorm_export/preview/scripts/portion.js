// Calls handed over in portions to whoever plays a course by itself.
// Law: a course that calls without end fills no memory: so many calls and no more wait to be fetched, and of a
// long word the beginning and the length.

function portionOfCalls() {
  const MOST = 5000;
  const LONGEST = 300; // characters
  let waiting = [];
  let beyond = 0;

  const cut = (word) => ({ text: String(word).slice(0, LONGEST), length: String(word).length, isText: typeof word === "string" });

  return {
    add(call) {
      if (waiting.length >= MOST) beyond += 1;
      else waiting.push({ ...call, result: cut(call.result), words: call.words.slice(0, 2).map(cut) });
    },
    taken() {
      const portion = { calls: waiting, beyond };
      waiting = [];
      beyond = 0;
      return portion;
    },
  };
}
