// Match. An answer is one letter for each text, that of its match by its place in the source.

kinds.match = placing({ missing: "no_match_yet", right: "match_right", some: "match_some" });
