/** Makes a value once for each key: clauses ask for the same data again and again. */
export function onceFor<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) {
      return known as Value;
    }
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
