// How far two colours stand apart: WCAG 2.2, 1.4.3, with its definition of relative luminance.
// Law: pure; a ratio is shown rounded down, so that no pair is said to reach what it does not.

// Six digits from what was written: "#8A8A8A", "8a8a8a" or "#fff"; nothing where it is no colour.
function colourMeant(text) {
  const digits = text.trim().replace(/^#/, "").toLowerCase();
  if (/^[0-9a-f]{6}$/.test(digits)) return digits;
  return /^[0-9a-f]{3}$/.test(digits) ? digits.replace(/./g, "$&$&") : "";
}

function luminance(digits) {
  const [red, green, blue] = digits.match(/../g).map((pair) => {
    const part = parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const shownRatio = (ratio) => String(Math.floor(ratio * 100 + 1e-9) / 100);
