/**
 * A pure function of an object that is asked for the same object again and again (a tree, a policy, a spec): worked out
 * once each. The object must not change; what nobody holds any more is forgotten.
 */
export function remembered<Of extends object, T>(work: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { readonly value: T }>();
  return (of) => {
    const found = known.get(of) ?? { value: work(of) };
    known.set(of, found);
    return found.value;
  };
}
