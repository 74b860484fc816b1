import { DateTime } from "luxon";
import { checkClaim } from "../../../src/domain/expenses/check-claim";
import { contextOf, type Surroundings } from "../../../src/handlers/dispatch";
import { openClaimForm } from "../../../src/handlers/expenses/file-claim";
import { addPerson, shippedPolicy } from "../../domain/approvals/company";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test("the day that stands in the form is no day in the future, wherever the claimant's chat client is", async () => {
  const person = await addPerson(database.client, "Rep", { roles: ["rep"] });
  const surroundings: Surroundings = {
    db: database.client,
    policy: shippedPolicy,
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    defaultLocale: "en",
    // The 24th in Auckland, still the 23rd in Shanghai.
    now: () => new Date("2026-11-23T12:00:00Z"),
    profileOf: async () => null,
    readFile: async () => new Uint8Array(),
    report: () => undefined,
  };
  const context = contextOf(
    surroundings,
    {
      platform: "slack",
      workspace: "W",
      userId: "U",
      deliveryId: "1",
      conversation: null,
      input: { kind: "home" },
    },
    { person, account: { locale: null, timeZone: "Pacific/Auckland", directId: null } },
  );
  const form = await openClaimForm(context);
  expect(JSON.stringify(form)).toContain("2026-11-24");
  const claim = {
    amount: "128",
    category: "travel",
    spentOn: "2026-11-24",
    purpose: "Taxi",
    customerId: null,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: [],
  };
  expect(checkClaim(context, claim)).toMatchObject({ spentOn: "2026-11-24" });
  const tomorrow = DateTime.fromISO("2026-11-25").toISODate() ?? "";
  expect(() => checkClaim(context, { ...claim, spentOn: tomorrow })).toThrow("date_in_future");
});
