import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { defaultPolicyFile, loadPolicy, PolicyError, readPolicy } from "../../src/policy/load-policy";
import { policyOfVersion, recordPolicyVersion, versionOf } from "../../src/policy/policy-version";
import { createDatabase, type TestDatabase } from "../support/database";

const shipped = readFileSync(defaultPolicyFile(), "utf8");

const messageOf = (text: string, notices?: string[]): string => {
  try {
    readPolicy(text, "policy.yaml", notices);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  throw new Error("it was accepted");
};

/** Where a piece of the shipped file is, as messages say it. */
const place = (text: string, piece: string): string => {
  const before = text.slice(0, text.indexOf(piece)).split("\n");
  return `policy.yaml:${before.length}:${(before.at(-1) ?? "").length + 1}`;
};

test("the shipped policy is valid, and is found without being named", () => {
  const policy = loadPolicy(null);
  expect(policy.version).toMatch(/^[0-9a-f]{12}$/);
  expect(policy.customers.sizes.up_to_1000?.en).toBe("201 to 1,000 people");
});

test.each([
  [
    "an unknown key",
    "file_within_days:",
    "file_within_day:",
    "file_within_day:",
    "expenses.file_within_day",
    "is not a key that is known here",
  ],
  [
    "an unknown role",
    "expense.pay: [finance]",
    "expense.pay: [boss]",
    "boss",
    "permissions.expense.pay.0",
    "must be one of specialist, rep",
  ],
  [
    "an amount below zero",
    "up_to: 2000\n",
    "up_to: -1\n",
    "-1\n",
    "approvals.expense.0.up_to",
    "must be more than 0",
  ],
  [
    "bands out of order",
    "- up_to: 2000\n",
    "- up_to: 20000\n",
    "up_to: 10000\n",
    "approvals.expense.1",
    "bands rise",
  ],
  ["a key in capitals", "  crm:", "  CRM:", "CRM:", "products.CRM", "lower case"],
  [
    "a text for a number",
    "limit: 5000",
    "limit: lots",
    "lots",
    "expenses.categories.meals.limit",
    "must be a number, not string",
  ],
  [
    "no e-mail",
    "owner: { role: support }",
    "owner: { email: nobody }",
    "nobody",
    "complaints.owners.1.owner.email",
    "must be an e-mail address",
  ],
  [
    "an unknown product",
    "product: [service]",
    "product: [constructor]",
    "product: [constructor]",
    "complaints.owners.0.product",
    'there is no product "constructor"',
  ],
  [
    "a key twice",
    "  marketing: {",
    "  sales: {",
    "  sales: { en: Marketing",
    "",
    "not valid YAML: Map keys must be unique",
  ],
  ["an unknown tag", "limit: 5000", "limit: !money 5000", "!money", "", "not valid YAML: Unresolved tag"],
])("%s is named with its line, column, path and rule", (_, from, to, piece, path, rule) => {
  const text = shipped.replace(from, to);
  expect(text).not.toBe(shipped);
  const message = messageOf(text);
  expect(message).toContain("policy.yaml cannot be used");
  const line = message.split("\n").find((each) => each.startsWith(place(text, piece.trim())));
  expect(line).toContain(path);
  expect(line).toContain(rule);
});

test("YAML that cannot be read is one line, where it breaks first", () => {
  const message = messageOf(shipped.replace("[admin, finance", "[admin finance: ]]"));
  expect(message.split("\n")).toHaveLength(2);
  expect(message).toMatch(/policy\.yaml:\d+:\d+ not valid YAML: /);
});

test("what is missing is named, an empty file too", () => {
  expect(messageOf(shipped.replace(/\nchannels:[\s\S]*/, "\n"))).toMatch(
    /policy\.yaml:\d+:1 channels: is missing/,
  );
  expect(messageOf("")).toContain("policy.yaml:1:1 the whole file: must be a group of keys, not null");
});

test("a file that is not there is named", () => {
  expect(() => loadPolicy("/nowhere/policy.yaml")).toThrow(/\/nowhere\/policy\.yaml cannot be read/);
});

test("a channel that wants a notice nobody sends is named, where the notices are known", () => {
  expect(messageOf(shipped, ["customer.logged"])).toMatch(
    /policy\.yaml:\d+:\d+ channels\.\w+\.notices\.0: there is no notice/,
  );
});

test("every broken file is refused with a PolicyError that names the file and a place", () => {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  const file = join(folder, "broken.yaml");
  fc.assert(
    fc.property(
      fc.nat(shipped.length - 1),
      fc.constantFrom("\t", "}", "{", "]", '"', ":", "- ", "5", "\n", "*x", "%"),
      (at, piece) => {
        writeFileSync(file, shipped.slice(0, at) + piece + shipped.slice(at + 1));
        try {
          loadPolicy(file);
        } catch (error) {
          if (!(error instanceof PolicyError)) throw error;
          expect(error.message).toContain(file);
          expect(error.message).toMatch(/broken\.yaml:\d+:\d+ /);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("the order of keys does not change the version; any other change does", () => {
  const content: unknown = parse(shipped);
  const shuffled = (value: unknown, pick: (count: number) => number): unknown => {
    if (Array.isArray(value)) return value.map((each) => shuffled(each, pick));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
      key,
      shuffled(each, pick),
    ]);
    for (let index = entries.length - 1; index > 0; index -= 1) {
      const other = pick(index + 1);
      const [a, b] = [entries[index], entries[other]];
      if (a && b) [entries[index], entries[other]] = [b, a];
    }
    return Object.fromEntries(entries);
  };
  const version = loadPolicy(null).version;
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const mixed = shuffled(content, (bound) => numbers.next().value % bound);
      expect(readPolicy(stringify(mixed), "mixed.yaml").version).toBe(version);
    }),
    { numRuns: 30 },
  );
  expect(readPolicy(shipped.replace("up_to: 2000", "up_to: 2001"), "other.yaml").version).not.toBe(version);
  expect(
    readPolicy(shipped.replace("[admin, finance, director", "[finance, admin, director"), "other.yaml")
      .version,
  ).not.toBe(version);
});

describe("kept versions", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test("a policy that was in force can be read back; recording twice does nothing", async () => {
    const policy = readPolicy(shipped.replace("up_to: 2000", "up_to: 3000"), "older.yaml");
    await recordPolicyVersion(database.client, policy);
    await recordPolicyVersion(database.client, policy);
    const read = await policyOfVersion(database.client, policy.version);
    expect(read).toEqual(policy);
    const { version, ...content } = read;
    expect(versionOf(content)).toBe(version);
    await expect(policyOfVersion(database.client, "0".repeat(12))).rejects.toThrow("no policy of version");
  });
});
