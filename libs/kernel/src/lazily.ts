// A value that is made when it is first asked for and kept from then on: tables that most runs of a program never look at.
// What is not here: values that depend on anything but themselves.

/** @param make called once at most, unless it throws: then the next call tries again */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
