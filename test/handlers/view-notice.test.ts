import { randomUUID } from "node:crypto";
import { submitClaim } from "../../src/domain/expenses/submit-claim";
import { keepSentCard } from "../../src/domain/messages/sent-messages";
import type { Person } from "../../src/domain/scope";
import { createDispatch, indexFeatures } from "../../src/handlers/dispatch";
import { features } from "../../src/handlers/registry";
import { viewAction, viewId } from "../../src/handlers/view-notice";
import type { Policy } from "../../src/policy/policy";
import type { Outcome } from "../../src/ui/outcome";
import { addPerson, scopeOf, shippedPolicy } from "../domain/approvals/company";
import { createDatabase, type TestDatabase } from "../support/database";

const index = indexFeatures(features);
const told: Policy = {
  ...shippedPolicy,
  channels: { expenses: { name: "expenses", notices: ["approval.asked"] } },
};
let database: TestDatabase;
let rep: Person, head: Person, other: Person;
let claim: { kind: "expense"; id: number };

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["rep"], headOf: ["sales"] });
  other = await addPerson(database.client, "Other", { roles: ["rep"] });
  await addPerson(database.client, "Finance", { roles: ["finance"] });
  const scope = scopeOf(database.client, rep, { policy: told });
  const { id } = await submitClaim(scope, {
    amount: "128",
    category: "travel",
    spentOn: scope.now.toISODate() ?? "",
    purpose: "Taxi to Acme",
    customerId: null,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: [],
  });
  claim = { kind: "expense", id };
});
afterAll(() => database.drop());

/** What this person's client is answered when it asks for their own view. */
async function seenBy(person: Person, id: string, policy: Policy = told): Promise<Outcome> {
  const profile = { name: person.name, email: person.email, locale: null, timeZone: null };
  const dispatch = createDispatch(
    {
      db: database.client,
      policy,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      defaultLocale: "en",
      now: () => new Date(),
      profileOf: async () => profile,
      readFile: async () => new Uint8Array(),
      report: ({ error }) => {
        throw error;
      },
    },
    index,
  );
  return dispatch({
    platform: "teams",
    workspace: "tenant",
    userId: `29:${person.name}`,
    deliveryId: randomUUID(),
    conversation: { id: "19:channel", kind: "channel" },
    input: { kind: "action", action: viewAction, id },
  });
}

/** A channel of the tenant is told of it. */
const tell = (workspace: string) =>
  keepSentCard(database.client, {
    notice: "approval.asked",
    subject: claim,
    personId: null,
    platform: "teams",
    workspace,
    conversationId: "19:channel",
    messageId: "1",
    sendKey: workspace,
    locale: "en",
  });

test("others than who is asked see nothing of what no channel of theirs was told yet", async () => {
  await tell("another tenant");
  const view = viewId("approval.asked", claim);
  expect(JSON.stringify(await seenBy(head, view))).toContain("approval.approve");
  expect(JSON.stringify(await seenBy(other, view))).not.toContain("Taxi");
});

test("who is asked sees the buttons; others see where it stands", async () => {
  await tell("tenant");
  const view = viewId("approval.asked", claim);
  const own = JSON.stringify(await seenBy(head, view));
  expect(own).toContain("approval.approve");
  for (const person of [other, rep]) {
    const outcome = await seenBy(person, view);
    expect(outcome.kind).toBe("replaceCard");
    expect(JSON.stringify(outcome)).toContain("Taxi to Acme");
    expect(JSON.stringify(outcome)).not.toContain("approval.");
  }
});

test("a view of a notice that no channel is told of exists for those alone whom it is for", async () => {
  const view = viewId("expense.filed", claim);
  expect((await seenBy(rep, view)).kind).toBe("replaceCard");
  const refused = JSON.stringify(await seenBy(other, view));
  expect(refused).toContain("There is no EXP-");
  expect(refused).not.toContain("Taxi");
});

test.each(["", "approval.asked", "approval.asked expense", "approval.asked expense x", "nothing expense 1"])(
  "an id that somebody made up (%j) is answered with a sentence",
  async (view) => {
    expect(await seenBy(head, view)).toMatchObject({ kind: "reply" });
  },
);
