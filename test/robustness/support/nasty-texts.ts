import fc from "fast-check";

/** What people, programs and enemies type, each by what makes it nasty. */
export const nastyTexts = {
  empty: "",
  "white space": " \t\u00a0\u3000 ",
  "invisible characters": "\u200b\u200d\u2060\ufeff",
  garbage: "asdf ;lkj !@#$%^ ()*&",
  "4,100 characters": "x ".repeat(2_050),
  "40,000 characters": "长".repeat(40_000),
  "one word of 5,000 letters": "w".repeat(5_000),
  "full-width": "ｎｅｗ　１２８．５０　ｔａｘｉ　ＥＸＰ－１００１",
  emoji: "👩‍👩‍👧‍👦 🏳️‍🌈 128 👍🏽",
  "right-to-left": "مرحبا بالعالم שלום 12",
  "bidi controls": "\u202emoc.live\u202c \u2066x\u2069 \u200f",
  NUL: "a\u0000b",
  "only NUL": "\u0000",
  "control characters": "\u0001\u0007\u0008\u001b[31mred\u007f\u0085",
  "a lone surrogate": "half \ud83d end",
  "a broadcast": "<!channel> <!here> <!everyone>",
  "a mention": "<@U123> <#C123> <!subteam^S123>",
  "an escaped broadcast": "&lt;!here&gt; &amp;lt;",
  mrkdwn: "*bold* _x_ ~y~ `code` ```block``` > quote",
  "a link": "<http://evil.example|click> http://evil.example",
  SQL: "'; drop table person; --",
  "more SQL": "1 or 1=1) union select * from person",
  LIKE: "%_\\%",
  templates: "{{7*7}} \u0024{7*7} <%= 7*7 %> #{7*7} %s %n",
  script: "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "a reference beyond int": "EXP-99999999999",
  "a reference of another kind": "CUS-2147483648",
  "a reference to nothing": "EXP-999999999",
  "a number beyond int": "99999999999999999999 taxi",
  "a negative amount": "-5 taxi",
  "an exponent": "1e400 taxi",
  "a small exponent": "1e3 taxi",
  infinity: "Infinity taxi",
  zero: "0 taxi",
  "too many decimals": "12.34567 taxi",
  "another currency": "$128 taxi",
  "yet another": "128 JPY taxi",
  "only an amount": "128",
  "names of the language": "__proto__ constructor toString hasOwnProperty",
  newlines: "one\ntwo\r\nthree\rfour\u2028five",
  "combining marks": `Z${"\u0301".repeat(300)}`,
  "a path": "../../../../etc/passwd\u0000.png",
  quotes: "\"'`´‘’“”«»「」\\",
  JSON: '{"kind":"verb","__proto__":{"admin":true}}',
} as const;

const inAnyField = [
  "white space",
  "invisible characters",
  "40,000 characters",
  "only NUL",
  "a lone surrogate",
] as const;
const inSomeField = [
  "empty",
  "4,100 characters",
  "full-width",
  "emoji",
  "bidi controls",
  "control characters",
  "a broadcast",
  "mrkdwn",
  "a link",
  "SQL",
  "an exponent",
  "newlines",
  "combining marks",
] as const;

/** Those of them that a field may treat in its own way: forms have many fields. */
export const typedInForms = (all: boolean): (readonly [title: string, text: string])[] =>
  [...inAnyField, ...(all ? inSomeField : [])].map((title) => [title, nastyTexts[title]]);

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(...Object.values(nastyTexts)).map((text) => text.slice(0, 60)),
  fc.constantFrom(
    "EXP-1001",
    "CUS-1001",
    "PRJ-1001",
    "CMP-1001",
    "S1",
    "all",
    "2026-12-01",
    "CRM",
    "，",
    ",",
  ),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  fc.double().map(String),
);

/** Lines made of such words. */
export const nastyLine: fc.Arbitrary<string> = fc
  .array(word, { maxLength: 6 })
  .map((words) => words.join(" "));

/** Printed by fast-check with whatever fails; set FC_SEED to try another. */
export const bounded = (numRuns: number): fc.Parameters<unknown> => ({
  seed: Number(process.env.FC_SEED ?? 20261123),
  numRuns,
  interruptAfterTimeLimit: 60_000,
  endOnFailure: true,
});
