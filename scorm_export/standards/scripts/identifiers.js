// Names that both SCORM standards take.
// Law: pure; the same text gives the same name.

// Identifiers hold no space and no brace in either.
function identifier(text, limit) {
  return text.trim().replace(/[^\w.:-]+/g, "_").slice(0, limit);
}
