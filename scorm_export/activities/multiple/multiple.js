// Multiple choice: ticks are read, put back and judged as a single choice's one tick is.

kinds.multiple = kinds.choice;
