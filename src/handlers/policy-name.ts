import type { Names } from "../policy/policy";
import type { Context } from "./context";

/** The reader's name of a policy key; one that the policy no longer has is shown as it is stored. */
export function nameOf(
  reader: Context["reader"],
  key: string,
  named: Readonly<Record<string, Names>>,
): string {
  const names = Object.hasOwn(named, key) ? named[key] : undefined;
  return names ? reader.name(names) : key;
}
