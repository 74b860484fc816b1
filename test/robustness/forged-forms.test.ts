import { type Post, type RunningCompany, startCompany } from "../support/company";
import { HandMadeClient } from "./support/client";
import { faultsOfRefused, judge } from "./support/judge";
import { newCustomer, openForm } from "./support/open-forms";

let company: RunningCompany;
let client: HandMadeClient;
beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
});
afterAll(async () => {
  await company.settled(60_000);
  await company.stop();
}, 90_000);

const metadata = (state: string) => JSON.stringify({ v: 1, s: state });
const forgedStates = [
  "",
  "0",
  "-1",
  "999999999",
  "99999999999",
  "1; drop table person",
  "1:1",
  "1:2:3",
  "abc:1",
  "\u0000",
  "__proto__",
];
const forgedMetadata = [
  "",
  "garbage",
  "null",
  "[]",
  '{"v":2,"s":"1001"}',
  '{"v":1}',
  '{"v":1,"s":5}',
  "x".repeat(3_000),
];

/** The forms that are about a record, which their state names, with answers that would be right. */
const aboutARecord: readonly [name: string, answers: Record<string, string>, strangers: readonly Post[]][] = [
  [
    "expense.edit",
    { amount: "12.50", category: "travel", purpose: "Words" },
    ["otherRep", "head", "finance", "specialist"],
  ],
  ["approval.reject", { reason: "Words" }, ["rep", "otherRep", "director", "finance", "admin", "specialist"]],
  ["approval.return", { reason: "Words" }, ["rep", "otherRep", "director", "finance", "admin", "specialist"]],
  ["customer.edit", { name: "Another name" }, ["otherRep", "specialist", "support", "admin"]],
  ["customer.contact", { contactName: "Wang Fang" }, ["otherRep", "specialist", "support", "admin"]],
  ["customer.edit-contact", { contactName: "Li Na" }, ["otherRep", "specialist", "support", "admin"]],
  ["deal.edit", { amount: "12.50" }, ["otherRep", "specialist", "support", "admin"]],
  ["deal.won", { amount: "12.50" }, ["otherRep", "specialist", "support", "admin"]],
  ["deal.lost", { lostReason: "price" }, ["otherRep", "specialist", "support", "admin"]],
  ["deal.payment", { amount: "12.50" }, ["rep", "otherRep", "head", "support", "admin"]],
  ["deal.void", { reason: "Words" }, ["rep", "otherRep", "head", "support", "admin"]],
  ["visit.record", { score: "4" }, ["otherRep", "specialist", "admin"]],
  ["project.edit", { title: "Words", budget: "100" }, ["otherRep", "head", "director", "specialist"]],
  ["complaint.assign", { person: "1" }, ["rep", "otherRep", "specialist", "admin"]],
  ["complaint.resolve", { resolution: "Words" }, ["rep", "otherRep", "specialist", "admin"]],
  ["complaint.respond", { response: "Words" }, ["rep", "otherRep", "specialist", "admin"]],
  ["complaint.wait", { reason: "Words" }, ["rep", "otherRep", "specialist", "admin"]],
  ["complaint.answer", { answer: "Words" }, ["rep", "otherRep", "specialist", "admin"]],
  ["complaint.severity", { severity: "S1", reason: "Words" }, ["rep", "otherRep", "specialist", "admin"]],
  ["pool.give-up", { reason: "Words" }, ["otherRep", "specialist", "support", "admin"]],
  ["pool.assign", { person: "1" }, ["rep", "otherRep", "specialist", "admin"]],
  ["person.edit", { active: "no" }, ["rep", "head", "director", "finance", "specialist"]],
];

describe.each(aboutARecord)("the form %s", (name, answers, strangers) => {
  it("about a record that is not there, or none at all, is refused", async () => {
    const { post, view } = await openForm(client, name);
    const wrong: Record<string, string[]> = {};
    for (const private_metadata of [...forgedStates.map(metadata), ...forgedMetadata]) {
      const faults = await faultsOfRefused(company, () =>
        client.handIn(post, view, answers, { private_metadata }),
      );
      if (faults.length > 0) wrong[private_metadata.slice(0, 30)] = faults;
    }
    expect(wrong).toEqual({});
  });

  it("handed in by somebody whose business it is not is refused", async () => {
    const { view } = await openForm(client, name);
    for (const post of strangers) {
      const faults = await faultsOfRefused(company, () => client.handIn(post, view, answers));
      expect({ post, faults }).toEqual({ post, faults: [] });
    }
  });
});

describe("other forms", () => {
  it("a claim with a receipt that is another's, or not there, is refused", async () => {
    const { view } = await openForm(client, "expense.new");
    const answers = { amount: "12.50", category: "travel", purpose: "Words" };
    for (const state of ["receipt:999999999", "receipt:abc", "receipt:", "receipt:1; drop table"])
      expect(
        await faultsOfRefused(company, () =>
          client.handIn("rep", view, answers, { private_metadata: metadata(state) }),
        ),
      ).toEqual([]);
  });

  it("a complaint keeps no address but a web page's", async () => {
    const customer = await newCustomer(client);
    const { view } = await openForm(client, "complaint.new");
    const answers = { customer, severity: "S2", product: "crm", description: "Words" };
    for (const state of ["javascript:alert(1)", "data:text/html,x", "not an address", "\u0000http://x"]) {
      await client.handIn("rep", view, answers, { private_metadata: metadata(state) });
      const { sourceLink } = await company.db.client.complaint.findFirstOrThrow({ orderBy: { id: "desc" } });
      expect(sourceLink === null || sourceLink.startsWith("http://x")).toBe(true);
    }
  });

  it("only an administrator adds people", async () => {
    const { view } = await openForm(client, "person.add");
    for (const post of ["rep", "head", "director", "specialist"] as const)
      expect(
        await faultsOfRefused(company, () =>
          client.handIn(post, view, { email: "new@yunfan.example", name: "New" }),
        ),
      ).toEqual([]);
  });

  it.each(["", "nothing", "__proto__", "constructor", "expense.new\u0000", "x".repeat(255)])(
    "one called %.20j is answered and saves nothing",
    async (callback_id) => {
      const { view } = await openForm(client, "expense.new");
      const { changed, answer } = await judge(company, () => client.handIn("rep", view, {}, { callback_id }));
      expect(changed).toEqual([]);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toBe("");
    },
  );
});
