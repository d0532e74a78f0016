// Workbench. A box to write in, and a model answer to hold it against. Neither text nor ticks are kept.

kinds.workbench = {
  open(place) {
    place.append(find("template", place).content);
    find(".on-paper", place).remove();
    copies(place);
  },
};
