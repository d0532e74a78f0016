// The start of a visit: what the LMS has launched, in which mode, and what it remembers of the learner.
// Law: the address with the token is asked once in its life; without what the LMS remembers nothing is begun, for a
// course that began anew would write over it.

const ASKS = 3; // how often the LMS is asked for what it must know
const PAUSE = 1000; // ms between two times
const OPENED = "cmi5-opened";

const isTaken = (status) => (status >= 200 && status < 300) || status === 409; // 409: it has it already

// A page that was loaded again has spent its address, and its visit has been said to be over.
function wasOpened({ fetch: address }) {
  try {
    const before = window.sessionStorage.getItem(OPENED);
    window.sessionStorage.setItem(OPENED, address);
    return before === address;
  } catch (refusal) {
    return false;
  }
}

async function insisted(ask) {
  for (let left = ASKS; left > 1; left -= 1) {
    const answer = await ask();
    if (answer.status && answer.status < 500) return answer;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
  return ask();
}

// Nothing where the LMS does not answer as it must.
async function visitTo(launch, store) {
  if (!launch) return null;
  if (wasOpened(launch)) return { isOver: true };
  if (!(await store.open())) return null;
  const told = readJson((await insisted(store.launchData)).text);
  if (!told || !told.contextTemplate) return null;
  await store.preferences();
  const { status, text } = await insisted(store.remembered);
  const memory = status === 404 ? {} : isTaken(status) && readJson(text);
  return memory ? { told, memory } : null;
}
