import fc from "fast-check";
import { ruleFor } from "../../../src/domain/complaints/choose-owner";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import type { Person } from "../../../src/domain/scope";
import { type Policy, severities } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf, shippedPolicy } from "../approvals/company";

let database: TestDatabase;
let reporter: Person, customerId: number;
const products = Object.keys(shippedPolicy.products);

beforeAll(async () => {
  database = await createDatabase();
  reporter = await addPerson(database.client, "Reporter", { roles: ["rep", "general_manager"] });
  const logged = await logCustomer(
    scopeOf(database.client, reporter),
    { name: "Acme", contacts: [] },
    { despiteDuplicates: true },
  );
  if (logged.kind !== "logged") throw new Error("not logged");
  customerId = logged.customer.id;
});
afterAll(() => database.drop());

const withOwners = (owners: Policy["complaints"]["owners"]): Policy => ({
  ...shippedPolicy,
  complaints: { ...shippedPolicy.complaints, owners },
});
const record = (policy: Policy, severity: (typeof severities)[number], product: string) =>
  recordComplaint(scopeOf(database.client, reporter, { policy }), {
    customerId,
    severity,
    product,
    description: "It fails.",
    sourceLink: null,
  });

async function startAfresh(): Promise<void> {
  await database.client.complaint.deleteMany();
  await database.client.person.updateMany({
    where: { id: { not: reporter.id } },
    data: { active: false, email: null },
  });
}

type Rule = Policy["complaints"]["owners"][number];
const someOf = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const owner: fc.Arbitrary<Rule["owner"]> = fc.oneof(
  fc.constantFrom({ role: "support" as const }, { role: "project_manager" as const }),
  fc.integer({ min: 0, max: 5 }).map((index) => ({ email: `worker.${index}@yunfan.example` })),
);
const rules: fc.Arbitrary<Rule[]> = fc
  .tuple(
    fc.array(fc.record({ severity: someOf(severities), product: someOf(products), owner }), { maxLength: 3 }),
    owner,
  )
  .map(([first, last]) => [...first, { owner: last }]);

test("the first rule that fits is taken, as a plain reading of the policy says", () => {
  const complaint = fc.record({
    severity: fc.constantFrom(...severities),
    product: fc.constantFrom(...products),
  });
  fc.assert(
    fc.property(rules, complaint, (owners, { severity, product }) => {
      let expected: Rule["owner"] | null = null;
      for (const rule of [...owners].reverse()) {
        const severityFits = rule.severity === undefined || rule.severity.indexOf(severity) >= 0;
        const productFits = rule.product === undefined || rule.product.indexOf(product) >= 0;
        if (severityFits && productFits) expected = rule.owner;
      }
      expect(ruleFor(withOwners(owners), severity, product)).toEqual(expected);
    }),
  );
});

test("complaints go where a model of the rules says, while people come, go and resolve", async () => {
  const worker = fc.record({
    roles: fc.subarray(["support" as const, "project_manager" as const]),
    active: fc.boolean(),
  });
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("record" as const),
      severity: fc.constantFrom(...severities),
      product: fc.constantFrom(...products),
    }),
    fc.record({ kind: fc.constant("resolve" as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant("leave" as const), which: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(worker, { minLength: 1, maxLength: 5 }),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (owners, workers, steps) => {
        await startAfresh();
        const policy = withOwners(owners);
        const model: { id: number; email: string; roles: string[]; active: boolean }[] = [];
        for (const [index, { roles, active }] of workers.entries()) {
          const email = `worker.${index}@yunfan.example`;
          const { id } = await addPerson(database.client, `Worker ${index}`, { roles, active });
          await database.client.person.update({ where: { id }, data: { email } });
          model.push({ id, email, roles, active });
        }
        const open: { id: number; ownerId: number | null }[] = [];
        for (const each of steps) {
          if (each.kind === "leave") {
            const leaver = model[each.which % model.length];
            if (!leaver) continue;
            leaver.active = false;
            await database.client.person.update({ where: { id: leaver.id }, data: { active: false } });
          } else if (each.kind === "resolve") {
            const [closed] = open.splice(each.which % Math.max(1, open.length), 1);
            if (closed)
              await resolveComplaint(scopeOf(database.client, reporter, { policy }), closed.id, "Done.");
          } else {
            const rule = owners.find(
              (one) =>
                (!one.severity || one.severity.includes(each.severity)) &&
                (!one.product || one.product.includes(each.product)),
            );
            const load = (id: number) => open.filter(({ ownerId }) => ownerId === id).length;
            const candidates = model.filter(
              (person) =>
                person.active &&
                rule &&
                ("email" in rule.owner
                  ? person.email === rule.owner.email
                  : person.roles.includes(rule.owner.role)),
            );
            const least = Math.min(...candidates.map(({ id }) => load(id)));
            const expected = candidates.find(({ id }) => load(id) === least)?.id ?? null;
            const recorded = await record(policy, each.severity, each.product);
            expect(recorded.ownerId).toBe(expected);
            open.push({ id: recorded.id, ownerId: recorded.ownerId });
          }
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test("complaints recorded at one moment are spread evenly", async () => {
  await startAfresh();
  for (const name of ["One", "Two", "Three"]) await addPerson(database.client, name, { roles: ["support"] });
  const recorded = await Promise.all(Array.from({ length: 9 }, () => record(shippedPolicy, "S2", "crm")));
  const loads = new Map<number | null, number>();
  for (const { ownerId } of recorded) loads.set(ownerId, (loads.get(ownerId) ?? 0) + 1);
  expect([...loads.values()]).toEqual([3, 3, 3]);
  expect(loads.has(null)).toBe(false);
});
