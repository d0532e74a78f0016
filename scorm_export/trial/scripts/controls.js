// What a learner could use on this page now, and what can be read on it.
// Law: only looks; knows roles, states and names, nothing of how any authoring tool builds its pages.

() => {
  const MOST = 300;
  const LONGEST = 160;
  const USABLE =
    "a[href], area[href], button, input, select, textarea, summary, [onclick], [role=button], [role=link], " +
    "[role=radio], [role=checkbox], [role=option], [role=tab], [role=menuitem]";
  const TEXTS = ["text", "search", "email", "number", "tel", "url", "password", ""];

  const words = (text) => (text || "").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  const isDrawn = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };
  const labels = (element) => [...(element.labels || [])];
  // A box drawn by its label alone is still a box. (To ask for labels is slow: not of what lies in a hidden part.)
  const isShown = (element) => element.parentElement !== null && element.parentElement.getClientRects().length > 0;
  const isThere = (element) => isDrawn(element) || (isShown(element) && labels(element).some(isDrawn));
  const isOff = (element) =>
    element.matches(":disabled, [aria-disabled=true], [inert] *, [aria-disabled=true] *, [inert]");

  function nameOf(element) {
    const named = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const texts = [
      element.getAttribute("aria-label"),
      named.map((id) => (document.getElementById(id) || {}).textContent || "").join(" "),
      labels(element).map((label) => label.innerText).join(" "),
      element.matches("select, textarea") ? "" : element.innerText,
      element.matches("input[type=button], input[type=submit]") ? element.value : "",
      ...[...element.querySelectorAll("img[alt]")].map((image) => image.alt),
      element.getAttribute("alt"),
      element.title,
      element.getAttribute("data-acc-text"),
      element.id,
    ];
    return words(texts.find((text) => words(text)));
  }

  function kindOf(element) {
    const role = element.getAttribute("role");
    if (role === "radio" || role === "checkbox") return role;
    if (element.tagName === "SELECT") return element.multiple ? "list" : "select";
    if (element.tagName === "TEXTAREA") return "text";
    if (element.tagName !== "INPUT") return element.matches("a, area, [role=link]") ? "link" : "button";
    const type = element.getAttribute("type") || "";
    if (["radio", "checkbox", "range"].includes(type)) return type;
    if (TEXTS.includes(type)) return element.readOnly ? "" : type === "number" ? "number" : "text";
    return ["button", "submit", "image"].includes(type) ? "button" : "";
  }

  function groupOf(element, kind) {
    if (kind === "radio" && element.name) return `radio ${element.name}`;
    const around = element.closest("[role=radiogroup], fieldset, form");
    const place = around ? [...document.querySelectorAll("[role=radiogroup], fieldset, form")].indexOf(around) : -1;
    return ["radio", "checkbox"].includes(kind) ? `${kind} in ${place}` : "";
  }

  const isOn = (element, kind) => {
    if (kind === "radio" || kind === "checkbox") {
      return element.checked === true || element.getAttribute("aria-checked") === "true";
    }
    if (kind === "select") return element.selectedIndex > 0;
    return kind === "text" || kind === "number" ? element.value !== "" : false;
  };

  // Some pages have no button at all, only drawings that show a hand.
  function hands() {
    const every = [...document.querySelectorAll("body *")].slice(0, 1500);
    return every.filter((element) => getComputedStyle(element).cursor === "pointer" && !element.children.length);
  }

  const ordinary = [...document.querySelectorAll(USABLE)];
  const found = ordinary.some((element) => isThere(element)) ? ordinary : [...ordinary, ...hands()];
  const usable = found.filter((element) => kindOf(element) && isThere(element)).slice(0, MOST);
  const controls = usable.map((element) => {
    const kind = kindOf(element);
    const href = element.href && element.href.baseVal === undefined ? String(element.href) : "";
    return { kind, name: nameOf(element), group: groupOf(element, kind), on: isOn(element, kind), off: isOff(element), href: href.slice(0, 300) };
  });
  const lines = (document.body ? document.body.innerText || "" : "").split("\n").map(words).filter(Boolean).slice(0, 300);
  return { seen: { controls, lines }, elements: usable };
};
