import { approvalTrail } from "../../src/domain/approvals/approval-trail";
import { decide } from "../../src/domain/approvals/decide";
import { recordComplaint } from "../../src/domain/complaints/record-complaint";
import { logCustomer } from "../../src/domain/customers/log-customer";
import { submitClaim } from "../../src/domain/expenses/submit-claim";
import { requestProject } from "../../src/domain/projects/request-project";
import type { SubjectKind } from "../../src/domain/references";
import type { Person } from "../../src/domain/scope";
import { indexFeatures, type Surroundings } from "../../src/handlers/dispatch";
import { createNotices } from "../../src/handlers/notices";
import { features } from "../../src/handlers/registry";
import type { Policy } from "../../src/policy/policy";
import { addPerson, projectInput, scopeOf, shippedPolicy } from "../domain/approvals/company";
import { createDatabase, type TestDatabase } from "../support/database";

const index = indexFeatures(features);
const names = [...index.notices.keys()];
const policy: Policy = {
  ...shippedPolicy,
  channels: { all: { name: "all", notices: names }, none: { name: "none", notices: [] } },
};
let database: TestDatabase;
let rep: Person, head: Person;
let notices: ReturnType<typeof createNotices>;
const subjects = new Map<SubjectKind, number>();

beforeAll(async () => {
  database = await createDatabase();
  const surroundings: Surroundings = {
    db: database.client,
    policy,
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    defaultLocale: "en",
    now: () => new Date(),
    profileOf: async () => null,
    readFile: async () => new Uint8Array(),
    report: () => undefined,
  };
  notices = createNotices(surroundings, index);
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["rep"], headOf: ["sales"] });
  await addPerson(database.client, "Director", { roles: ["director"] });
  await addPerson(database.client, "Finance", { roles: ["finance"] });
  const scope = scopeOf(database.client, rep, { policy });
  const logged = await logCustomer(
    scope,
    { name: "Acme", contacts: [{ name: "Wang", title: null, phone: "13800001111", email: null }] },
    { despiteDuplicates: false },
  );
  if (logged.kind !== "logged") throw new Error("the customer was not logged");
  const customerId = logged.customer.id;
  const complaint = {
    customerId,
    severity: "S2",
    product: "crm",
    description: "Down",
    sourceLink: null,
  } as const;
  const claim = {
    amount: "128",
    category: "travel",
    spentOn: scope.now.toISODate() ?? "",
    purpose: "Taxi",
    customerId,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: [],
  };
  subjects.set("customer", customerId);
  subjects.set("project", await requestProject(scope, { ...projectInput, customerId }));
  subjects.set("complaint", (await recordComplaint(scope, complaint)).id);
  subjects.set("expense", (await submitClaim(scope, claim)).id);
});
afterAll(() => database.drop());

const subjectOf = (name: string) => {
  const [first = ""] = name.split(".");
  const kind = [...subjects.keys()].find((each) => each === first) ?? "expense";
  return { kind, id: subjects.get(kind) ?? 0 };
};

test.each(names)("any channel that the policy names hears of %s", async (name) => {
  expect((await notices.audience(name, subjectOf(name))).channels).toEqual(["all"]);
});

test.each(names)(
  "%s in a channel speaks to nobody in particular and offers nothing but to look",
  async (name) => {
    const drawn = await notices.card(name, subjectOf(name), "channel");
    const elements = drawn?.card.elements ?? [];
    const offered = elements.flatMap((element) =>
      element.kind === "buttons"
        ? element.buttons.map((each) => (each.kind === "link" ? each.url : each.action))
        : [],
    );
    expect(offered.filter((action) => !action.endsWith(".show"))).toEqual([]);
    expect(JSON.stringify(elements)).not.toMatch(/\byou(r|rs)?\b|13800001111/i);
  },
);

test("what an approver wrote to the requester stays out of a channel, and so does the button to change it", async () => {
  const { id } = subjectOf("expense.decided");
  const [request] = await approvalTrail(database.client, { kind: "expense", id });
  const reason = "The driver’s name is missing.";
  await decide(scopeOf(database.client, head, { policy }), {
    stepId: request?.steps[0]?.id ?? 0,
    decision: "returned",
    reason,
  });
  for (const name of ["expense.decided", "expense.filed", "approval.asked"]) {
    const inChannel = JSON.stringify(await notices.card(name, { kind: "expense", id }, "channel"));
    expect(inChannel).not.toContain(reason);
    expect(inChannel).not.toContain("expense.edit");
    const reader = { personId: rep.id, accountLocale: null, accountTimeZone: null };
    expect(JSON.stringify(await notices.card(name, { kind: "expense", id }, reader))).toContain(reason);
  }
});
