import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** One rule that a policy file breaks: where (a path of keys and positions), and which, in plain words. */
export interface BrokenRule {
  path: readonly PropertyKey[];
  rule: string;
  /** Which of the two at the path is wrong. */
  about: "key" | "value";
}

const kindsInWords: Readonly<Record<string, string>> = {
  object: "a group of keys",
  record: "a group of keys",
  array: "a list",
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** What a validation issue means to whoever wrote the file. An issue about several keys is several rules. */
export function explainIssue(issue: Issue): BrokenRule[] {
  const { path } = issue;
  const one = (rule: string): BrokenRule[] => [{ path, rule, about: "value" }];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        rule: `"${key}" is not a key that is known here`,
        about: "key",
      }));
    case "invalid_type":
      // The message says what was received in no other field: "Invalid input: expected string, received undefined".
      if (issue.message.endsWith("received undefined")) return one("is missing");
      return one(
        `must be ${kindsInWords[issue.expected] ?? issue.expected}, not ${issue.message.split("received ")[1] ?? "this"}`,
      );
    case "invalid_value":
      return one(
        `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`,
      );
    case "too_small":
      if (issue.origin === "array") return one(`needs at least ${issue.minimum}`);
      if (issue.origin === "string") return one("must not be empty");
      return one(`must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`);
    case "too_big":
      return one(`must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`);
    case "invalid_format":
      return one(issue.format === "email" ? "must be an e-mail address" : issue.message);
    case "invalid_key":
      return [{ path, rule: issue.issues.map(({ message }) => message).join("; "), about: "key" }];
    case "invalid_union":
      return one("must be either { email: ... } with an e-mail address, or { role: ... } with a role");
    case "not_multiple_of":
    case "invalid_element":
    case "custom":
      return one(issue.message);
  }
}
