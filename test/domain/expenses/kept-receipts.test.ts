import { receiptLimits } from "../../../src/domain/expenses/claim";
import {
  forgetKeptReceipts,
  keepReceipt,
  requireKeptReceipt,
} from "../../../src/domain/expenses/keep-receipt";
import { submitClaim } from "../../../src/domain/expenses/submit-claim";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { picture } from "../../support/flows";
import { addPerson, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person;
beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  await addPerson(database.client, "Head", { roles: ["rep"], headOf: ["sales"] });
  await addPerson(database.client, "Finance", { roles: ["finance"] });
});
afterAll(() => database.drop());

test("a person's unfiled receipts are bounded, one filed makes room, and the same picture takes none", async () => {
  const scope = scopeOf(database.client, rep);
  const kept: number[] = [];
  for (let count = 0; count < receiptLimits.kept; count++)
    kept.push((await keepReceipt(scope, picture(`receipt ${count}`))).id);
  await expect(refusal(keepReceipt(scope, picture("one more")))).resolves.toMatchObject({
    code: "INVALID",
    rule: "too_many_kept",
  });
  expect((await keepReceipt(scope, picture("receipt 0"))).id).toBe(kept[0]);
  const [first = 0] = kept;
  await expect(requireKeptReceipt(scope, first)).resolves.toEqual({ id: first, name: "receipt 0.png" });
  const { id } = await submitClaim(scope, {
    amount: "800",
    category: "travel",
    spentOn: scope.now.toISODate() ?? "",
    purpose: "Train",
    customerId: null,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: kept.slice(0, 1),
  });
  await expect(keepReceipt(scope, picture("one more"))).resolves.toMatchObject({ name: "one more.png" });
  await expect(refusal(requireKeptReceipt(scope, first))).resolves.toEqual({
    code: "INVOICE_USED",
    reference: `EXP-${id}`,
    claimant: "Rep",
    by: "file",
  });
});

test("receipts that were never filed are forgotten after their time, filed ones never", async () => {
  const { client } = database;
  const longAgo = new Date(Date.now() - (receiptLimits.keptDays + 1) * 86_400_000);
  const old = await client.storedFile.findFirstOrThrow({ where: { claimId: null } });
  await client.storedFile.updateMany({
    where: { OR: [{ id: old.id }, { claimId: { not: null } }] },
    data: { createdAt: longAgo },
  });
  const filed = await client.storedFile.count({ where: { claimId: { not: null } } });
  expect(await forgetKeptReceipts({ db: client })).toBe(1);
  expect(await client.storedFile.count({ where: { id: old.id } })).toBe(0);
  expect(await client.storedFile.count({ where: { claimId: { not: null } } })).toBe(filed);
});
