// Workbench. A box to write in, and a model answer to hold it against. Neither text nor ticks are kept.

kinds.workbench = {
  open(place, activity, shown) {
    Object.assign(shown, { form: find(".bench", find("template", place).content), paper: find(".on-paper", place) });
    shown.paper.replaceWith(shown.form);
    copies(place);
  },
};
