// Spot the barrier: ticks are read, put back and judged as those of a choice are.

kinds.barrier = kinds.choice;
