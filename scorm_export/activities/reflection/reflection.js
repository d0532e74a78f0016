// Reflection. A box to write in, and a button to take the text along.

kinds.reflection = {
  open(place) {
    find(".on-paper", place).replaceWith(find("template", place).content);
    copies(place);
  },
};
