/**
 * A value that is there, or one that will come. Steps that wait for nothing then cost no turn of the event loop, and
 * an async branch runs up to its first real wait before its parent's next step.
 */
export type Maybe<T> = T | Promise<T>;

export function then<T, U>(value: Maybe<T>, next: (value: T) => Maybe<U>): Maybe<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
