/* The wall: counts the time on, and sets the type as large as the screen has room for. */
"use strict";
const LARGEST = 150; // per cent
const LEAST = 70;
let began = performance.now();

/* The words of game/timer.py, counted on from what the page said when it came. */
function count() {
  const timer = document.querySelector("[data-left]");
  if (!timer) return;
  const runs = "runs" in timer.dataset;
  const left = timer.dataset.left - (runs ? (performance.now() - began) / 1000 : 0);
  const whole = left < 0 ? Math.floor(-left) : Math.ceil(left);
  const clock = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  const words = left < 0 ? `${clock} over` : `${clock} left${runs ? "" : ", paused"}`;
  if (timer.textContent !== words) timer.textContent = words;
}

function fit() {
  const root = document.documentElement;
  for (let size = LARGEST; size >= LEAST; size -= 5) {
    root.style.setProperty("--fit", innerWidth < 800 ? 1 : size / 100);
    if (root.scrollHeight <= innerHeight) return;
  }
}

around = (swap) => {
  swap();
  began = performance.now();
  count();
  fit();
};

setInterval(count, 250);
addEventListener("resize", fit);
count();
fit();
