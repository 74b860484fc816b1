import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from "yaml";
import { explainIssue } from "./explain-issue";
import { type Policy, policySchema } from "./policy";
import { versionOf } from "./policy-version";

/** A policy file that cannot be used. The message names the file and, a line each, where and which rule it breaks. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** The policy that ships with Drumbeat, whether this runs from src or from dist/src. */
export function defaultPolicyFile(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return join(folder, "src", "policy", "defaults.yaml");
    if (folder === dirname(folder)) throw new PolicyError(`no package.json above ${__dirname}`);
  }
}

/**
 * The policy in `file` (YAML), or the shipped one for null, validated. Throws PolicyError naming file, line, column, path and
 * rule of everything that is wrong. With `notices` given, a channel that wants a notice not among them is wrong too.
 */
export function loadPolicy(file: string | null, notices?: readonly string[]): Policy {
  const path = file ?? defaultPolicyFile();
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new PolicyError(
      `POLICY_FILE ${path} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  return readPolicy(text, path, notices);
}

/** `loadPolicy` for a text; `name` is what messages call it. */
export function readPolicy(text: string, name: string, notices?: readonly string[]): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const refuse = (problems: readonly string[]): never => {
    throw new PolicyError([`The policy in ${name} cannot be used:`, ...problems].join("\n"));
  };

  // What follows a broken place is noise: the first one is named.
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) refuse([`${at(broken.pos[0])} not valid YAML: ${broken.message}`]);
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    refuse([`${at(0)} not valid YAML: ${error instanceof Error ? error.message : error}`]);
  }

  const parsed = policySchema.safeParse(content);
  if (!parsed.success)
    return refuse(
      parsed.error.issues.flatMap((issue) =>
        explainIssue(issue).map(
          ({ path, rule, about }) => `${at(offsetOf(document, path, about))} ${sayPath(path)}: ${rule}`,
        ),
      ),
    );
  if (notices) {
    const unknown = Object.entries(parsed.data.channels).flatMap(([channel, { notices: wanted }]) =>
      wanted.flatMap((notice, index) =>
        notices.includes(notice) ? [] : [{ path: ["channels", channel, "notices", index], notice }],
      ),
    );
    if (unknown.length > 0)
      refuse(
        unknown.map(
          ({ path, notice }) =>
            `${at(offsetOf(document, path, "value"))} ${sayPath(path)}: there is no notice "${notice}"; there are ${notices.join(", ")}`,
        ),
      );
  }
  return { ...parsed.data, version: versionOf(parsed.data) };
}

const sayPath = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? "the whole file" : path.map(String).join(".");

/** Where in the text a path's key or value is; where it is missing, the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], about: "key" | "value"): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isNode(key) && String(key) === String(step));
      if (!isPair(pair)) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return about === "value" && isScalar(node) ? (node.range?.[0] ?? offset) : offset;
}
