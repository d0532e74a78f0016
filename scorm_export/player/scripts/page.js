// What the page holds: the course as data, its words, and short ways to its elements.
// Law: text goes in as text; nothing the player does can become markup.

const course = JSON.parse(document.getElementById("_machine").textContent);
const find = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

// A sentence in the course's language, its {braces} filled in.
function say(name, values = {}) {
  return course.words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

// A new element with a class and whatever goes inside: text or other elements.
function make(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

// A sign that is seen and not read out, for a word always stands beside it.
function sign(text) {
  const element = make("span", "sign", text);
  element.setAttribute("aria-hidden", "true");
  return element;
}
