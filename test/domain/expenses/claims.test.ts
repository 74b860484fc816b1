import { approvalTrail } from "../../../src/domain/approvals/approval-trail";
import { decide } from "../../../src/domain/approvals/decide";
import type { ClaimInput } from "../../../src/domain/expenses/claim";
import { keepReceipt } from "../../../src/domain/expenses/keep-receipt";
import { loadClaim, showClaim } from "../../../src/domain/expenses/load-claim";
import { resubmitClaim } from "../../../src/domain/expenses/resubmit-claim";
import { submitClaim } from "../../../src/domain/expenses/submit-claim";
import { withdrawClaim } from "../../../src/domain/expenses/withdraw-claim";
import { setAway } from "../../../src/domain/people/set-away";
import { requestProject } from "../../../src/domain/projects/request-project";
import type { Person, Scope } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { picture } from "../../support/flows";
import { addPerson, projectInput, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, otherRep: Person, head: Person, director: Person, finance: Person, hr: Person;
const by = (person: Person): Scope => scopeOf(database.client, person);

beforeAll(async () => {
  database = await createDatabase();
  const { client } = database;
  rep = await addPerson(client, "Rep", { roles: ["rep"] });
  otherRep = await addPerson(client, "Other Rep", { roles: ["rep"], department: "marketing" });
  head = await addPerson(client, "Head", { roles: ["rep"], headOf: ["sales", "marketing"] });
  director = await addPerson(client, "Director", { roles: ["director"] });
  finance = await addPerson(client, "Finance", { roles: ["finance"] });
  hr = await addPerson(client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());

const input = (change: Partial<ClaimInput> = {}): ClaimInput => ({
  amount: "128.50",
  category: "travel",
  spentOn: by(rep).now.toISODate() ?? "",
  purpose: "Taxi to Acme",
  customerId: null,
  projectId: null,
  invoiceNumber: null,
  receipts: [],
  storedReceiptIds: [],
  ...change,
});
const openStep = async (id: number): Promise<number> =>
  (await approvalTrail(database.client, { kind: "expense", id }))
    .at(-1)
    ?.steps.find(({ status }) => status === "open")?.id ?? 0;
const returned = async (change: Partial<ClaimInput> = {}): Promise<number> => {
  const { id } = await submitClaim(by(rep), input(change));
  await decide(by(head), { stepId: await openStep(id), decision: "returned", reason: "Please explain." });
  return id;
};
const customer = () =>
  database.client.customer.create({
    data: { name: "Acme", nameKey: "acme", creatorId: rep.id, ownerId: rep.id },
  });
const unseenProject = async (): Promise<number> => {
  const id = await requestProject(by(otherRep), projectInput);
  await database.client.project.update({ where: { id }, data: { status: "approved" } });
  return id;
};

describe("what a claim is linked to", () => {
  test("a customer or project that is not the claimant's to see is refused as one that does not exist", async () => {
    const { id: customerId } = await customer();
    expect(await refusal(submitClaim(by(hr), input({ customerId })))).toMatchObject({ field: "customerId" });
    const projectId = await unseenProject();
    const refused = { code: "INVALID", field: "projectId", rule: "unknown_choice" };
    expect(await refusal(submitClaim(by(rep), input({ projectId })))).toEqual(refused);
    expect(await refusal(submitClaim(by(rep), input({ projectId: 999_999 })))).toEqual(refused);
    expect(await refusal(resubmitClaim(by(rep), await returned(), input({ projectId })))).toEqual(refused);
    expect((await submitClaim(by(otherRep), input({ projectId }))).id).toBeGreaterThan(0);
  });

  test("what it has already may stay", async () => {
    const { id: customerId } = await customer();
    const id = await returned({ customerId });
    await database.client.customer.update({ where: { id: customerId }, data: { creatorId: head.id } });
    await resubmitClaim(scopeOf(database.client, { ...rep, roles: ["hr"] }), id, input({ customerId }));
    expect(await loadClaim(database.client, id)).toMatchObject({ customer: { id: customerId } });
  });
});

describe("filing again", () => {
  test("a receipt that was sent to the bot becomes the claim's, and only one's own does", async () => {
    const id = await returned();
    const foreign = await keepReceipt(by(otherRep), picture("foreign"));
    const large = input({ amount: "900" });
    expect(
      await refusal(resubmitClaim(by(rep), id, { ...large, storedReceiptIds: [foreign.id] })),
    ).toMatchObject({ field: "receipts", rule: "file_unreadable" });
    const own = await keepReceipt(by(rep), picture("own"));
    await resubmitClaim(by(rep), id, { ...large, storedReceiptIds: [own.id] });
    expect((await loadClaim(database.client, id))?.receipts).toEqual([
      { id: own.id, name: own.name, size: expect.any(Number) },
    ]);
    expect(await refusal(submitClaim(by(otherRep), input({ receipts: [picture("own")] })))).toMatchObject({
      code: "INVOICE_USED",
      reference: `EXP-${id}`,
    });
  });

  test("of filing again and withdrawing at one moment one happens, and the other is told what did", async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await returned();
      const [again, withdrawn] = await Promise.allSettled([
        resubmitClaim(by(rep), id, input()),
        withdrawClaim(by(rep), id),
      ]);
      const status = (await loadClaim(database.client, id))?.status;
      const lost = [again, withdrawn].flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
      // Withdrawn after it was filed again is both, one after the other.
      if (lost.length === 0) expect(status).toBe("withdrawn");
      else expect(lost[0]?.problem).toMatchObject({ reference: `EXP-${id}`, status });
    }
  });

  test("the audit trail keeps all that was changed", async () => {
    const id = await returned();
    await resubmitClaim(
      by(rep),
      id,
      input({ amount: "99", spentOn: by(rep).now.minus({ days: 3 }).toISODate() ?? "" }),
    );
    const entry = await database.client.auditEntry.findFirst({
      where: { subjectKind: "expense", subjectId: id, action: "expense.resubmitted" },
    });
    expect(entry).toMatchObject({ before: { amount: "128.50" }, after: { amount: "99.00" } });
    const keys = (facts: unknown) => Object.keys(facts ?? {}).filter((key) => !/eceipts$/.test(key));
    expect(keys(entry?.before).sort()).toEqual(keys(entry?.after).sort());
  });
});

test("two claims with the same two receipts at one moment: one is filed, the other is told whose they are", async () => {
  for (let round = 0; round < 25; round += 1) {
    const [one, other] = [picture(`one ${round}`), picture(`other ${round}`)];
    const results = await Promise.allSettled([
      submitClaim(by(rep), input({ receipts: [one, other] })),
      submitClaim(by(otherRep), input({ receipts: [other, one] })),
    ]);
    const lost = results.flatMap((each) => (each.status === "rejected" ? [each.reason.problem?.code] : []));
    expect(lost).toEqual(["INVOICE_USED"]);
  }
});

describe("who sees a claim", () => {
  test("a delegate does while the one asked is away, and not before", async () => {
    const { id } = await submitClaim(by(rep), input());
    const now = by(head).now;
    await setAway(by(head), { from: now.plus({ days: 2 }), until: now.plus({ days: 3 }), delegateId: hr.id });
    expect(await refusal(showClaim(by(hr), id))).toMatchObject({ code: "NOT_FOUND" });
    const then = scopeOf(database.client, hr, { now: now.plus({ days: 2, hours: 1 }) });
    expect(await showClaim(then, id)).toMatchObject({ id });
  });

  test("whoever stood in a step that never opened was never asked", async () => {
    const later = await addPerson(database.client, "Later", { roles: ["director"] });
    const { id } = await submitClaim(by(rep), input({ amount: "2500", receipts: [picture("big")] }));
    await withdrawClaim(by(rep), id);
    const demoted = scopeOf(database.client, { ...later, roles: ["rep"] });
    expect(await refusal(showClaim(demoted, id))).toMatchObject({ code: "NOT_FOUND" });
    expect(await showClaim(by(director), id)).toMatchObject({ id });
    expect(await showClaim(by(finance), id)).toMatchObject({ id });
  });
});
