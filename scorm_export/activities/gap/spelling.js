// What a learner has written, as the saved record can hold it: figures and small letters only.
// Law: figures and a to y stand for themselves; z and a letter is that letter large; z and a figure is a common
// sign, or announces any other sign by its number. What is spelled and read back is the same, to the letter.

const SIGNS = " .,'-z’/"; // z0 to z7
const NEAR = "z8"; // and three signs, base 36
const FAR = "z9"; // and four

function spelledSign(sign) {
  if (/[0-9a-y]/.test(sign)) return sign;
  if (/[A-Z]/.test(sign)) return `z${sign.toLowerCase()}`;
  if (SIGNS.includes(sign)) return `z${SIGNS.indexOf(sign)}`;
  const number = sign.codePointAt(0).toString(36);
  return number.length > 3 ? FAR + number.padStart(4, "0") : NEAR + number.padStart(3, "0");
}

// Whole signs only, as many as there is room for.
function spelled(text, room) {
  let told = "";
  for (const sign of text) {
    const next = spelledSign(sign);
    if (told.length + next.length > room) break;
    told += next;
  }
  return told;
}

function unspelled(told) {
  return told.replace(/z9([0-9a-z]{4})|z8([0-9a-z]{3})|z(.)/g, (whole, far, near, sign) => {
    const number = parseInt(far || near, 36);
    if (far || near) return number > 0x10ffff ? "" : String.fromCodePoint(number);
    return /\d/.test(sign) ? SIGNS[Number(sign)] || "" : sign.toUpperCase();
  });
}
