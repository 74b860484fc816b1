import { submitClaim } from "../../../src/domain/expenses/submit-claim";
import { setAway } from "../../../src/domain/people/set-away";
import type { Person } from "../../../src/domain/scope";
import { indexFeatures, type Surroundings } from "../../../src/handlers/dispatch";
import { createNotices } from "../../../src/handlers/notices";
import { features } from "../../../src/handlers/registry";
import { addPerson, scopeOf, shippedPolicy } from "../../domain/approvals/company";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test("whoever may decide sees the budget line, a delegate too; the claimant does not", async () => {
  const { client } = database;
  const rep = await addPerson(client, "Rep", { roles: ["rep"] });
  const head = await addPerson(client, "Head", { roles: ["rep"], headOf: ["sales"] });
  const delegate = await addPerson(client, "Delegate", { roles: ["rep"] });
  await addPerson(client, "Finance", { roles: ["finance"] });
  const { id } = await submitClaim(scopeOf(client, rep), {
    amount: "128",
    category: "travel",
    spentOn: scopeOf(client, rep).now.toISODate() ?? "",
    purpose: "Taxi",
    customerId: null,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: [],
  });
  const surroundings: Surroundings = {
    db: client,
    policy: shippedPolicy,
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    defaultLocale: "en",
    now: () => new Date(),
    profileOf: async () => null,
    readFile: async () => new Uint8Array(),
    report: () => undefined,
  };
  const notices = createNotices(surroundings, indexFeatures(features));
  const seenBy = async (person: Person) => {
    const reader = { personId: person.id, accountLocale: null, accountTimeZone: null };
    return JSON.stringify(await notices.card("approval.asked", { kind: "expense", id }, reader));
  };
  expect(await seenBy(delegate)).not.toContain("reserved");
  const { now } = scopeOf(client, head);
  await setAway(scopeOf(client, head), {
    from: now.minus({ hours: 1 }),
    until: now.plus({ days: 1 }),
    delegateId: delegate.id,
  });
  expect(await seenBy(head)).toContain("reserved");
  expect(await seenBy(delegate)).toContain("reserved");
  expect(await seenBy(rep)).not.toContain("reserved");
});
