// One learner's attempt as the LMS holds it: what is committed, and every call that was made.
// Law: only what was committed outlives the page; the calls are kept one by one as they happen, so that after
// a tab was killed it can be seen what was set and lost.

function attemptIn(storage, key) {
  const COMMITTED = `${key}/committed`;
  const CALL = `${key}/call/`;
  const EMPTY = { values: {}, seconds: 0, sessions: 0 };

  const callKeys = () => Object.keys(storage).filter((name) => name.startsWith(CALL)).sort();
  let next = callKeys().length;

  return {
    committed: () => JSON.parse(storage.getItem(COMMITTED)) || EMPTY,
    commit(record) {
      storage.setItem(COMMITTED, JSON.stringify(record));
    },
    log(call) {
      storage.setItem(CALL + String(next).padStart(8, "0"), JSON.stringify(call));
      next += 1;
    },
    calls: () => callKeys().map((name) => JSON.parse(storage.getItem(name))),
    forget() {
      for (const name of [COMMITTED, ...callKeys()]) storage.removeItem(name);
      next = 0;
    },
  };
}
