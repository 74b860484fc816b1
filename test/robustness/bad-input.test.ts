import fc from "fast-check";
import { features } from "../../src/handlers/registry";
import { drumbeat } from "../../src/i18n/en/drumbeat";
import { type Post, type RunningCompany, startCompany } from "../support/company";
import { HandMadeClient } from "./support/client";
import { faultsOf } from "./support/judge";
import { bounded, nastyLine, nastyTexts } from "./support/nasty-texts";

let company: RunningCompany;
let client: HandMadeClient;
beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
  // Something for words to find: EXP-1001, CUS-1001 and so on.
  await client.command("rep", "customer", "new Acme Trading, Wang Fang, 13800001111");
  await client.command("rep", "expense", "new 128.50 taxi to Acme");
  await client.command("rep", "complaint", "new CUS-1001 S2 login fails");
  await company.settled();
});
afterAll(() => company.stop());

/** Every command alone and with each of its verbs, in every word for it: a new verb is here by itself. */
const beginnings = features.flatMap(({ commands }) =>
  (commands ?? []).flatMap(({ name, verbs }) => [
    { command: name, verb: "", words: [""] },
    ...verbs.map((verb) => ({ command: name, verb: verb.name, words: [verb.name, ...verb.aliases] })),
  ]),
);

/** Who types it: somebody who may do what the command is for. */
const typist = (command: string): Post => (command === "drumbeat" ? "admin" : "rep");

describe("whatever is typed behind a command", () => {
  it.each(beginnings)(
    "/$command $verb answers clearly and saves all or nothing",
    async ({ command, verb }) => {
      const wrong: Record<string, string[]> = {};
      for (const [name, text] of Object.entries(nastyTexts)) {
        const faults = await faultsOf(company, () =>
          client.command(typist(command), command, verb ? `${verb} ${text}` : text),
        );
        if (faults.length > 0) wrong[name] = faults;
      }
      expect(wrong).toEqual({});
    },
  );

  it("is answered for any line at all, by people of every post", async () => {
    const posts: Post[] = ["rep", "head", "finance", "support", "admin", "specialist"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...beginnings),
        fc.constantFrom(...posts),
        fc.constantFrom(" ", "", "\n", "　"),
        nastyLine,
        fc.nat(),
        async ({ command, words }, post, gap, line, which) => {
          const verb = words[which % words.length];
          expect(
            await faultsOf(company, () => client.command(post, command, `${verb}${gap}${line}`)),
          ).toEqual([]);
        },
      ),
      bounded(300),
    );
  }, 90_000);
});

describe("whatever is said to the bot", () => {
  it.each(Object.entries(nastyTexts).filter(([, text]) => text.trim() !== ""))(
    "%s is answered",
    async (_, text) => {
      const head = company.as("head");
      const before = head.dm().messages.length;
      await head.say(text.slice(0, 12_000));
      await company.settled();
      const said = head.dm().messages.slice(before);
      const answers = said.filter(({ text: shown }) => shown.includes(drumbeat.messageHint.title));
      expect(answers).toHaveLength(1);
      expect(company.sandbox.workspace.problems.splice(0)).toEqual([]);
    },
  );
});

describe("whatever is typed into a lookup field", () => {
  const sources = features.flatMap(({ searches }) => Object.keys(searches ?? {}));
  it.each(sources)("%s offers a list, or none", async (source) => {
    for (const text of Object.values(nastyTexts))
      for (const post of ["rep", "admin", "specialist"] as const) {
        const { status, options } = await client.search(post, source, text);
        expect(status).toBe(200);
        expect(options.length).toBeLessThanOrEqual(100);
      }
    // A search that fails offers nothing too: what is there must be found beside a character that is no text.
    if (source !== "project")
      expect(await client.search("admin", source, "\u0000")).toEqual(
        await client.search("admin", source, ""),
      );
  });
});
