import { type ILookaheadStrategy, LLkLookaheadStrategy } from "chevrotain";

type Alternation = ILookaheadStrategy["buildLookaheadForAlternation"];
type Optional = ILookaheadStrategy["buildLookaheadForOptional"];

/**
 * Decides between alternatives as chevrotain does, but works out how only when a decision is needed for the first
 * time: most files use a small part of the grammar, and this is the larger part of building a parser.
 */
export class LazyLookahead extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(options: Parameters<Alternation>[0]): ReturnType<Alternation> {
    return lazily(() => super.buildLookaheadForAlternation(options));
  }

  override buildLookaheadForOptional(options: Parameters<Optional>[0]): ReturnType<Optional> {
    return lazily(() => super.buildLookaheadForOptional(options));
  }
}

/** Chevrotain calls a decision as a method of the parser. */
function lazily<Args extends unknown[], Result>(
  build: () => (...args: Args) => Result,
): (...args: Args) => Result {
  let decide: ((...args: Args) => Result) | undefined;
  return function (this: unknown, ...args) {
    decide ??= build();
    return decide.apply(this, args);
  };
}
