// In: the events of a run. Out: what a person reads of it on a terminal or in a pipe.
// Reads no clock, descriptor or environment of its own; everything comes through ports.
export { createStyle, type Style } from "./style.ts";
export { createTree, type Tree } from "./tree.ts";
