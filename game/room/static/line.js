/* The line to the room: news comes as a whole <main>. Where the line breaks, the page says so and tries again. */
"use strict";
const { events, page } = document.body.dataset;
const line = document.getElementById("line");
const say = document.getElementById("say");
let digest = document.body.dataset.digest;
let source;
let timer;
let isOver = false;
let undone = ""; // what is said once the line is back, where something that was pressed did not arrive
let around = (swap) => swap(); // a phone keeps what somebody has begun

const read = (html) => new DOMParser().parseFromString(html, "text/html");

function tell(words) {
  words ||= undone;
  if (line.textContent !== words) line.textContent = words;
}

/* What is read out: the moment where it is another; else what has arrived within it. */
function news(old, fresh) {
  if (fresh.dataset.say !== old.dataset.say) return fresh.dataset.say;
  const cards = [...fresh.querySelectorAll(".card[id]")].filter((one) => !old.querySelector(`#${CSS.escape(one.id)}`));
  return cards.map((one) => `New message. ${one.textContent.replace(/\s+/g, " ").trim()}`).join(" ");
}

function put(fresh, now) {
  if (!fresh || now === digest) return;
  const old = document.querySelector("main");
  digest = now;
  if (undone) tell((undone = ""));
  around(() => old.replaceWith(document.adoptNode(fresh)), old, fresh);
  document.title = fresh.dataset.title;
  say.textContent = news(old, fresh) || say.textContent;
  if ("over" in fresh.dataset) stop();
}

/* Nothing more will come: the delegate is no longer in the room with this phone. */
function stop() {
  isOver = true;
  clearTimeout(timer);
  source.close();
  tell("");
}

/* Puts in a whole page that was fetched. One that has no stream of its own is the last. */
async function take(answer, isAnswer = false) {
  const found = read(await answer.text());
  const fresh = found.querySelector("main");
  if (!fresh) throw new Error(answer.status);
  if (isAnswer) digest = "";
  put(fresh, found.body.dataset.digest);
  if (!found.body.dataset.events) stop();
}

/* A room that does not answer in ten seconds is as good as gone. */
const ask = (address, options) => fetch(address, { ...options, signal: AbortSignal.timeout?.(10000) });

const look = () => ask(page, { cache: "no-store" }).then((answer) => take(answer));

function lost() {
  tell("Not connected. Trying again…");
}

function connect() {
  clearTimeout(timer);
  if (isOver) return;
  if (source) source.close();
  source = new EventSource(`${events}?at=${digest}`);
  source.onopen = () => tell("");
  source.addEventListener("look", (event) => put(read(event.data).querySelector("main"), event.lastEventId));
  source.onerror = () => {
    lost();
    if (source.readyState !== EventSource.CLOSED) return; // else the browser tries again by itself
    timer = setTimeout(() => look().catch(() => 0).then(connect), 1000 + 2000 * Math.random());
  };
}

addEventListener("offline", lost);
addEventListener("online", connect);
connect();
