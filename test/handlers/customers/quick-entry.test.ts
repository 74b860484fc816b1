import fc from "fast-check";
import { readQuickEntry } from "../../../src/handlers/customers/quick-entry";

const nothing = { name: null, title: null, phone: null, email: null };

test.each([
  ["Acme", { name: "Acme", contact: null }],
  [
    "Acme Trading, Wang Fang, 13800001111, wang@acme.example",
    {
      name: "Acme Trading",
      contact: { name: "Wang Fang", title: null, phone: "13800001111", email: "wang@acme.example" },
    },
  ],
  [
    "贝塔科技有限公司，王芳、+86 138-0000-1111",
    { name: "贝塔科技有限公司", contact: { ...nothing, name: "王芳", phone: "+86 138-0000-1111" } },
  ],
  ["Acme Co., Ltd., Li", { name: "Acme Co., Ltd.", contact: { ...nothing, name: "Li" } }],
  ["58同城, 李", { name: "58同城", contact: { ...nothing, name: "李" } }],
  ["Acme 13800001111", { name: "Acme", contact: { ...nothing, phone: "13800001111" } }],
  [
    "Acme, Wang 13800001111 w@a.example",
    { name: "Acme", contact: { ...nothing, name: "Wang", phone: "13800001111", email: "w@a.example" } },
  ],
  ["Acme, Wang, CTO", { name: "Acme", contact: { ...nothing, name: "Wang", title: "CTO" } }],
  ["Acme,,, ,", { name: "Acme", contact: null }],
  ["wang@acme.example", { name: null, contact: { ...nothing, email: "wang@acme.example" } }],
  [" ,，、", { name: null, contact: null }],
])("%s", (line, expected) => {
  expect(readQuickEntry(line)).toEqual({ ...expected, leftover: null, shortened: false });
});

test("what has no place is left over, in order", () => {
  expect(readQuickEntry("Acme, Wang, CTO, needs CRM, 13800001111, 13900002222, x@@y").leftover).toBe(
    "needs CRM, 13900002222, x@@y",
  );
});

test("nothing that was typed is lost, whatever it is", () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom("Wang", "13800001111", "w@a.example", "Ltd", "公司", "a@b", "++", "，"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const line = parts.join(", ");
      const { name, contact, leftover, shortened } = readQuickEntry(line);
      fc.pre(!shortened);
      const kept = [name, ...Object.values(contact ?? {}), leftover].join("");
      const letters = (text: string): string =>
        [...text]
          .filter((each) => /[\p{L}\p{N}]/u.test(each))
          .sort()
          .join("");
      expect(letters(kept)).toBe(letters(line));
    }),
    { numRuns: 1000 },
  );
});

test("a line of any length is read in no time", () => {
  for (const line of [
    "1 ".repeat(50_000),
    "a@".repeat(50_000),
    "(".repeat(100_000),
    "+(".repeat(50_000),
    ", ".repeat(50_000),
  ]) {
    const start = performance.now();
    readQuickEntry(line);
    expect(performance.now() - start).toBeLessThan(1000);
  }
});
