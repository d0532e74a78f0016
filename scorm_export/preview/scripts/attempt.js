// One learner's attempt as the LMS holds it: what is committed, and every call that was made.
// Law: only what was committed outlives the page; the calls are kept one by one as they happen, so that after
// a tab was killed it can be seen what was set and lost. Where the browser's store is full the oldest calls go.

function attemptIn(storage, key) {
  const COMMITTED = `${key}/committed`;
  const CALL = `${key}/call/`;
  const EMPTY = { values: {}, seconds: 0, sessions: 0 };
  const MANY = 200; // calls let go at a time

  const callKeys = () => Object.keys(storage).filter((name) => name.startsWith(CALL)).sort();
  const last = callKeys().pop();
  let next = last ? Number(last.slice(CALL.length)) + 1 : 0;

  // Gives whether there was room.
  function put(name, text) {
    for (;;) {
      try {
        storage.setItem(name, text);
        return true;
      } catch (full) {
        const oldest = callKeys().slice(0, MANY);
        if (!oldest.length) return false;
        for (const old of oldest) storage.removeItem(old);
      }
    }
  }

  return {
    committed: () => JSON.parse(storage.getItem(COMMITTED)) || EMPTY,
    commit: (record) => put(COMMITTED, JSON.stringify(record)),
    log(call) {
      put(CALL + String(next).padStart(8, "0"), JSON.stringify(call));
      next += 1;
    },
    calls: () => callKeys().map((name) => JSON.parse(storage.getItem(name))),
    forget() {
      for (const name of [COMMITTED, ...callKeys()]) storage.removeItem(name);
      next = 0;
    },
  };
}
