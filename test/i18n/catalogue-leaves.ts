/** A sentence, a word or a list of words of a catalogue, and where it stands: "expenses.form.title". */
export interface Leaf {
  path: string;
  /** What it says when each parameter is the argument of that position; a list's words one by one. */
  say: (...parameters: readonly unknown[]) => readonly string[];
  /** How many parameters its function declares; a sentence without any has none. */
  parameters: number;
  kind: "text" | "words" | "function";
}

/** All leaves of a catalogue, in its order. */
export function leavesOf(value: unknown, path = ""): Leaf[] {
  if (typeof value === "string") return [{ path, parameters: 0, kind: "text", say: () => [value] }];
  if (Array.isArray(value)) {
    const words = value.map(String);
    return [{ path, parameters: 0, kind: "words", say: () => words }];
  }
  if (typeof value === "function") {
    const say = (...parameters: readonly unknown[]) => {
      const said: unknown = Reflect.apply(value, undefined, parameters);
      if (typeof said !== "string") throw new Error(`${path} does not return a string`);
      return [said];
    };
    return [{ path, parameters: value.length, kind: "function", say }];
  }
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, each]) => leavesOf(each, path ? `${path}.${key}` : key));
  throw new Error(`${path} is neither text nor a function`);
}
