// The LMS's record store: the launch that names it, the token that opens it, and its documents.
// Law: nothing comes out of here as an exception; a status of 0 is a line that is down.

const XAPI = "1.0.3";
const ALIVE = 60000; // bytes that a browser still sends when the page is gone: it allows 64 KiB for all together
const ASKED = ["endpoint", "fetch", "actor", "registration", "activityId"];
const OURS = "course-memory";

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (damage) {
    return null;
  }
}

// What the LMS has put into the address (section 8.1); null where this is no launch.
function launchIn(search) {
  const asked = new URLSearchParams(search);
  const launch = {};
  for (const word of ASKED) launch[word] = asked.get(word) || "";
  launch.actor = readJson(launch.actor);
  return ASKED.every((word) => launch[word]) ? launch : null;
}

const queryOf = (words) => Object.entries(words).map(([word, value]) => `${word}=${encodeURIComponent(value)}`).join("&");

const sizeOf = (body) => new Blob([body]).size;

function storeOf(launch) {
  const home = launch.endpoint.replace(/\/?$/, "/");
  const agent = JSON.stringify(launch.actor);
  let token = "";
  let flying = 0; // bytes on their way that count against it

  const outlives = (body) => flying + sizeOf(body) < ALIVE;

  async function send(method, address, body) {
    const headers = token ? { Authorization: `Basic ${token}`, "X-Experience-API-Version": XAPI } : {};
    if (body) headers["Content-Type"] = "application/json";
    const keepalive = outlives(body);
    const size = keepalive && sizeOf(body);
    flying += size;
    try {
      const answer = await fetch(address, { method, headers, body, cache: "no-store", keepalive });
      return { status: answer.status, text: await answer.text() };
    } catch (broken) {
      return { status: 0, text: "" };
    } finally {
      flying -= size;
    }
  }

  function stateAt(stateId) {
    const { activityId, registration } = launch;
    return `${home}activities/state?${queryOf({ stateId, activityId, registration, agent })}`;
  }

  return {
    outlives,
    // Once: the address is spent then (section 8.2).
    async open() {
      const { text } = await send("POST", launch.fetch);
      token = (readJson(text) || {})["auth-token"] || "";
      return token !== "";
    },
    launchData: () => send("GET", stateAt("LMS.LaunchData")),
    preferences: () => send("GET", `${home}agents/profile?${queryOf({ profileId: "cmi5LearnerPreferences", agent })}`),
    remembered: () => send("GET", stateAt(OURS)),
    remember: (text) => send("PUT", stateAt(OURS), text),
    // Always the same address, so that a browser need not ask first whether it may send there as the page goes.
    tell: (statement) => send("POST", `${home}statements`, JSON.stringify(statement)),
  };
}
