import type { RawValue, RawValues } from "../ui/form";
import type { IncomingFile, Input } from "../ui/interaction";

/** No PostgreSQL text holds the character NUL, and no JSON column half a surrogate pair. */
const unfit = /[\0\p{Cs}]/u;

const clean = (text: string): string =>
  unfit.test(text) ? text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\uFFFD") : text;

/** What came in, without the characters that no database takes: whatever is done with it then, it can be looked up and stored. */
export function cleanInput(input: Input): Input {
  switch (input.kind) {
    case "command":
      return { ...input, text: clean(input.text) };
    case "action":
      return { ...input, id: clean(input.id) };
    case "submit":
      return { ...input, state: clean(input.state), values: cleanValues(input.values) };
    case "search":
      return { ...input, query: clean(input.query) };
    case "messageShortcut": {
      const { text, files, ...message } = input.message;
      return { ...input, message: { ...message, text: clean(text), files: files.map(cleanFile) } };
    }
    case "message":
      return { ...input, text: clean(input.text), files: input.files.map(cleanFile) };
    case "home":
      return input;
  }
}

const cleanFile = (file: IncomingFile): IncomingFile => ({
  ...file,
  name: clean(file.name),
  mimeType: clean(file.mimeType),
});

const cleanValues = (values: RawValues): RawValues =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, cleanValue(value)]));

function cleanValue(value: RawValue): RawValue {
  if (value === null) return null;
  if (typeof value === "string") return clean(value);
  const texts = value.filter((each) => typeof each === "string");
  return texts.length > 0
    ? texts.map(clean)
    : value.filter((each) => typeof each !== "string").map(cleanFile);
}
