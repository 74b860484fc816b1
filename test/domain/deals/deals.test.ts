import { DateTime } from "luxon";
import { type DealStatus, dealStatuses } from "../../../src/domain/deals/deal";
import { editDeal } from "../../../src/domain/deals/edit-deal";
import { listDeals } from "../../../src/domain/deals/list-deals";
import { loseDeal } from "../../../src/domain/deals/lose-deal";
import { moveDeal } from "../../../src/domain/deals/move-deal";
import { openDeal } from "../../../src/domain/deals/open-deal";
import { recordPayment } from "../../../src/domain/deals/record-payment";
import { reopenDeal } from "../../../src/domain/deals/reopen-deal";
import { showDeal } from "../../../src/domain/deals/show-deal";
import { canGo, type DealTransition, dealTransitions } from "../../../src/domain/deals/transitions";
import { whoHearsOfDeal } from "../../../src/domain/deals/who-hears";
import { winDeal } from "../../../src/domain/deals/win-deal";
import { DomainError } from "../../../src/domain/errors";
import { moveCustomers } from "../../../src/domain/ownership/move-customers";
import type { Person } from "../../../src/domain/scope";
import { jobsFor, refusal } from "../approvals/company";
import { dealFields, now, type Sales, startSales } from "./company";

let sales: Sales;
beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.database.drop());

const trail = (id: number) =>
  sales.db.auditEntry.findMany({ where: { subjectKind: "deal", subjectId: id }, orderBy: { id: "asc" } });
const winning = { amount: "120,000", closedOn: "2026-11-25", payableOn: null };
const losing = { lostReason: "price", note: null, competitor: null };

/** Every field that is refused, with the rule it breaks. */
async function rules(promise: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Object.fromEntries(
      [error, ...error.others].map(({ field, problem }) => [
        field ?? "",
        problem.code === "INVALID" ? problem.rule : problem.code,
      ]),
    );
  }
  throw new Error("it was not refused");
}

describe("a deal", () => {
  test("is opened by its customer's owner, and everything of it is kept and audited", async () => {
    const deal = await sales.open({ listPrice: "150000", competitor: " Rival  Soft ", title: "Forty seats" });
    expect(deal).toMatchObject({
      status: "open",
      ownerId: sales.rep.id,
      customerId: sales.customerId,
      product: "crm",
      channel: "direct",
      stage: "first_talk",
      amountMinor: 12_000_000n,
      listMinor: 15_000_000n,
      currency: "CNY",
      competitor: "Rival Soft",
      title: "Forty seats",
      closedOn: null,
    });
    expect(deal.expectedOn.toISOString()).toBe("2026-12-20T00:00:00.000Z");
    const [entry] = await trail(deal.id);
    expect(entry).toMatchObject({
      action: "deal.opened",
      after: { status: "open", amount: "120000.00", listPrice: "150000.00", expectedOn: "2026-12-20" },
    });
    expect(await jobsFor(sales.db, { kind: "deal", id: deal.id })).toEqual([]);
  });

  test("is opened for others by those alone who may change other people's", async () => {
    const { rep, otherRep, manager, specialist, customerId, as } = sales;
    const input = { ...dealFields, customerId, ownerId: null };
    expect(await refusal(openDeal(as(otherRep), input))).toMatchObject({ permission: "deal.edit_any" });
    expect(await refusal(openDeal(as(specialist), input))).toMatchObject({ permission: "deal.create" });
    expect(await refusal(openDeal(as(rep), { ...input, ownerId: otherRep.id }))).toMatchObject({
      permission: "deal.edit_any",
    });
    const opened = await openDeal(as(manager), { ...input, ownerId: rep.id });
    expect(opened.ownerId).toBe(rep.id);
    expect(await jobsFor(sales.db, { kind: "deal", id: opened.id })).toEqual(["deal.opened"]);
    expect((await openDeal(as(manager), input)).ownerId).toBe(manager.id);
    expect(await rules(openDeal(as(manager), { ...input, ownerId: 999_999 }))).toEqual({
      owner: "unknown_person",
    });
  });

  test("is not opened with a customer in the public pool, or with one that was found to be another", async () => {
    const { rep, manager, as, customerId, db } = sales;
    const id = await sales.customer();
    const move = { from: rep.id, to: null, how: "claimed", ended: "given_up", byId: rep.id } as const;
    await db.$transaction((transaction) => moveCustomers(transaction, as(rep), [id], move));
    for (const person of [rep, manager])
      expect(
        await refusal(openDeal(as(person), { ...dealFields, customerId: id, ownerId: null })),
      ).toMatchObject({ code: "WRONG_STATE", reference: `CUS-${id}`, status: "pooled" });
    const merged = await sales.customer();
    await db.customer.update({ where: { id: merged }, data: { mergedIntoId: customerId, ownerId: null } });
    expect(
      await refusal(openDeal(as(rep), { ...dealFields, customerId: merged, ownerId: null })),
    ).toMatchObject({ code: "MERGED", reference: `CUS-${merged}`, into: `CUS-${customerId}` });
    expect(
      await refusal(openDeal(as(rep), { ...dealFields, customerId: 999_999, ownerId: null })),
    ).toMatchObject({ code: "NOT_FOUND" });
  });

  test("says at every field at once what is wrong with it", async () => {
    expect(
      await rules(
        sales.open({
          product: "toaster",
          channel: "pigeon",
          stage: "bliss",
          amount: "0",
          listPrice: "much",
          expectedOn: "2026-11-24",
          competitor: "x".repeat(151),
          title: "x".repeat(151),
        }),
      ),
    ).toEqual({
      product: "unknown_choice",
      channel: "unknown_choice",
      stage: "unknown_choice",
      amount: "not_positive",
      listPrice: "not_a_number",
      expectedOn: "date_in_past",
      competitor: "too_long",
      title: "too_long",
    });
    expect(await rules(sales.open({ expectedOn: "2026-02-30" }))).toEqual({ expectedOn: "not_a_date" });
    expect(await rules(sales.open({ expectedOn: "" }))).toEqual({ expectedOn: "required" });
  });

  test("is edited, and a form opened before somebody else's change is refused", async () => {
    const { rep, manager, as } = sales;
    const { id, revision } = await sales.open();
    const edited = await editDeal(as(rep), id, revision, { ...dealFields, amount: "90000", stage: "needs" });
    expect(edited).toMatchObject({ amountMinor: 9_000_000n, stage: "needs", revision: revision + 1 });
    expect(await refusal(editDeal(as(manager), id, revision, { ...dealFields, amount: "1" }))).toEqual({
      code: "STALE_FORM",
      reference: `DEA-${id}`,
    });
    expect((await trail(id)).at(-1)).toMatchObject({
      before: { stage: "first_talk", amount: "120000.00" },
      after: { stage: "needs", amount: "90000.00" },
    });
    const same = await editDeal(as(rep), id, edited.revision, {
      ...dealFields,
      amount: "90000",
      stage: "needs",
    });
    expect(same.revision).toBe(edited.revision);
  });

  test("keeps a day that has gone by and a choice that the policy has no more, but takes no new ones", async () => {
    const { rep, as, db } = sales;
    const { id, revision } = await sales.open();
    await db.deal.update({ where: { id }, data: { channel: "gone", expectedOn: new Date("2026-11-01") } });
    const fields = { ...dealFields, channel: "gone", expectedOn: "2026-11-01", title: "Late" };
    expect((await editDeal(as(rep), id, revision, fields)).title).toBe("Late");
    expect(await rules(editDeal(as(rep), id, revision + 1, { ...fields, expectedOn: "2026-11-02" }))).toEqual(
      { expectedOn: "date_in_past" },
    );
  });

  test("moves from stage to stage once, and the second hears who moved it", async () => {
    const { rep, manager, as } = sales;
    const { id } = await sales.open();
    expect((await moveDeal(as(rep), id, { from: "first_talk", to: "needs" })).stage).toBe("needs");
    expect(await refusal(moveDeal(as(manager), id, { from: "first_talk", to: "needs" }))).toMatchObject({
      code: "CONFLICT",
      status: "moved",
      by: "Rep",
    });
    expect(await rules(moveDeal(as(rep), id, { from: "needs", to: "bliss" }))).toEqual({
      stage: "unknown_choice",
    });
  });

  test("whose owner moves it too late is told who closed it", async () => {
    const { rep, manager, as } = sales;
    const { id, revision } = await sales.open();
    await winDeal(as(manager), id, revision, winning);
    expect(await refusal(moveDeal(as(rep), id, { from: "first_talk", to: "needs" }))).toMatchObject({
      code: "CONFLICT",
      status: "won",
      by: "Manager",
    });
  });

  test("is won with the last amount, a day, and by when it is paid", async () => {
    const { rep, as } = sales;
    const { id, revision } = await sales.open();
    const won = await winDeal(as(rep), id, revision, { ...winning, amount: "115000" });
    expect(won).toMatchObject({ status: "won", amountMinor: 11_500_000n });
    expect(won.closedOn?.toISOString().slice(0, 10)).toBe("2026-11-25");
    expect(won.payableOn?.toISOString().slice(0, 10)).toBe("2026-12-25");
    expect(won.closedAt).toEqual(now.toJSDate());
    expect(await jobsFor(sales.db, { kind: "deal", id })).toEqual(["deal.won", "refresh"]);
  });

  test("is won on no day to come, as its winner counts days", async () => {
    const { rep, as } = sales;
    const { id, revision } = await sales.open();
    const late = DateTime.fromISO("2026-11-25T23:30", { zone: "Asia/Shanghai" });
    expect(
      await rules(
        winDeal(as(rep, late), id, revision, { amount: "", closedOn: "2026-11-26", payableOn: "x" }),
      ),
    ).toEqual({ amount: "required", closedOn: "date_in_future", payableOn: "not_a_date" });
    const inTokyo = { ...as(rep, late), actor: { ...rep, timeZone: "Asia/Tokyo" } };
    const won = await winDeal(inTokyo, id, revision, { ...winning, closedOn: "2026-11-26" });
    expect(won.status).toBe("won");
  });

  test("is lost with a reason of the policy, and what was said about it", async () => {
    const { rep, as } = sales;
    const { id, revision } = await sales.open();
    expect(await rules(loseDeal(as(rep), id, revision, { ...losing, lostReason: "" }))).toEqual({
      lostReason: "required",
    });
    expect(
      await rules(
        loseDeal(as(rep), id, revision, { lostReason: "mood", note: "x".repeat(1001), competitor: null }),
      ),
    ).toEqual({ lostReason: "unknown_choice", note: "too_long" });
    const lost = await loseDeal(as(rep), id, revision, {
      lostReason: "competitor",
      note: "They were cheaper.",
      competitor: "Rival",
    });
    expect(lost).toMatchObject({
      status: "lost",
      lostReason: "competitor",
      lostNote: "They were cheaper.",
      competitor: "Rival",
    });
  });

  test("that is closed is changed by those alone who may change other people's, never below what was received", async () => {
    const { rep, manager, finance, as } = sales;
    const { id, revision } = await sales.won();
    await recordPayment(as(finance), id, { amount: "50000", receivedOn: "2026-11-25", note: null });
    const fields = { ...dealFields, amount: "110000" };
    expect(await refusal(editDeal(as(rep), id, revision, fields))).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await refusal(editDeal(as(manager), id, revision, { ...fields, amount: "49999.99" }))).toEqual({
      code: "INVALID",
      field: "amount",
      rule: "less_than_received",
      limit: "50000.00",
      currency: "CNY",
    });
    const edited = await editDeal(as(manager), id, revision, { ...fields, stage: "contract" });
    expect(edited).toMatchObject({ amountMinor: 11_000_000n, stage: "first_talk", status: "won" });
  });
});

test("its owner hears of what others do to it, and nobody of what they did themselves", async () => {
  const { rep, manager, as, db } = sales;
  const hears = (id: number, action: string) => whoHearsOfDeal(db, id, action);
  const own = await sales.won();
  expect(await hears(own.id, "deal.won")).toEqual([]);
  await reopenDeal(as(manager), own.id);
  expect(await hears(own.id, "deal.reopened")).toEqual([rep.id]);
  const entry = (await trail(own.id)).at(-1);
  expect(entry?.before).toMatchObject({ closedOn: "2026-11-25", payableOn: "2026-12-25" });
  const { id, revision } = await sales.open();
  await winDeal(as(manager), id, revision, winning);
  expect(await hears(id, "deal.won")).toEqual([rep.id]);
  await recordPayment(as(sales.finance), id, { amount: "1", receivedOn: "2026-11-25", note: null });
  expect(await hears(id, "deal.payment_recorded")).toEqual([rep.id]);
});

test("its customer's grade follows when it is won, when its amount changes, and when it is reopened", async () => {
  const { rep, manager, as, db } = sales;
  const customerId = await sales.customer();
  const grade = async () => (await db.customer.findUniqueOrThrow({ where: { id: customerId } })).score ?? 0;
  const { id, revision } = await openDeal(as(rep), { ...dealFields, customerId, ownerId: null });
  const before = await grade();
  const won = await winDeal(as(rep), id, revision, winning);
  const better = await grade();
  expect(better).toBeGreaterThan(before);
  await editDeal(as(manager), id, won.revision, { ...dealFields, amount: "600000" });
  expect(await grade()).toBeGreaterThan(better);
  await reopenDeal(as(manager), id);
  expect(await grade()).toBe(before);
});

describe("from state to state", () => {
  const go: Record<DealTransition, (id: number, revision: number) => Promise<unknown>> = {
    win: (id, revision) => winDeal(sales.as(sales.manager), id, revision, winning),
    lose: (id, revision) => loseDeal(sales.as(sales.manager), id, revision, losing),
    reopen: (id) => reopenDeal(sales.as(sales.manager), id),
  };
  const reach: Record<DealStatus, () => Promise<{ id: number; revision: number }>> = {
    open: () => sales.open(),
    won: () => sales.won(),
    lost: async () => {
      const { id, revision } = await sales.open();
      return loseDeal(sales.as(sales.rep), id, revision, losing);
    },
  };
  const cases = (Object.keys(dealTransitions) as DealTransition[]).flatMap((transition) =>
    dealStatuses.map((status) => ({ transition, status, goes: canGo(transition, status) })),
  );

  test.each(cases)("$transition when it is $status: $goes", async ({ transition, status, goes }) => {
    const { id, revision } = await reach[status]();
    if (goes) {
      await go[transition](id, revision);
      expect((await sales.show(id)).status).toBe(dealTransitions[transition].to);
    } else {
      const problem = await refusal(go[transition](id, revision));
      const expected =
        status === "open"
          ? { code: "WRONG_STATE", status }
          : { code: "CONFLICT", status, by: "Rep", at: expect.any(Date) };
      expect(problem).toMatchObject(expected);
      expect((await sales.show(id)).status).toBe(status);
    }
  });

  test("one that was reopened is said to be so to whoever reopens it too", async () => {
    const { id } = await reach.won();
    await go.reopen(id, 0);
    expect(await refusal(go.reopen(id, 0))).toMatchObject({
      code: "CONFLICT",
      status: "reopened",
      by: "Manager",
    });
    const { closedOn, payableOn, closedAt } = await sales.show(id);
    expect([closedOn, payableOn, closedAt]).toEqual([null, null, null]);
  });

  test("one that was paid for is not reopened", async () => {
    const { id } = await reach.won();
    await recordPayment(sales.as(sales.finance), id, { amount: "1", receivedOn: "2026-11-25", note: null });
    expect(await refusal(go.reopen(id, 0))).toMatchObject({ code: "WRONG_STATE", status: "part_paid" });
    expect((await sales.show(id)).status).toBe("won");
  });

  test("reopening is for those alone who may change other people's deals", async () => {
    const { id } = await reach.won();
    expect(await refusal(reopenDeal(sales.as(sales.rep), id))).toMatchObject({ permission: "deal.edit_any" });
  });
});

describe("who sees deals", () => {
  test("its owner, its customer's owner and those who may; to others it is not there", async () => {
    const { id } = await sales.open();
    const { otherRep, specialist, manager, finance, as } = sales;
    for (const person of [manager, finance]) expect((await showDeal(as(person), id)).id).toBe(id);
    for (const person of [otherRep, specialist]) {
      for (const verb of [
        () => showDeal(as(person), id),
        () => editDeal(as(person), id, 1, dealFields),
        () => winDeal(as(person), id, 1, winning),
        () => loseDeal(as(person), id, 1, losing),
        () => reopenDeal(as(person), id),
        () => moveDeal(as(person), id, { from: "first_talk", to: "needs" }),
      ])
        expect(await refusal(verb())).toMatchObject({ code: "NOT_FOUND", reference: `DEA-${id}` });
    }
    for (const verb of [
      () => editDeal(as(finance), id, 1, dealFields),
      () => winDeal(as(finance), id, 1, winning),
      () => loseDeal(as(finance), id, 1, losing),
      () => reopenDeal(as(finance), id),
      () => moveDeal(as(finance), id, { from: "first_talk", to: "needs" }),
    ])
      expect(await refusal(verb())).toMatchObject({ code: "NOT_ALLOWED", permission: "deal.edit_any" });
  });

  test("a list has 20 a page, with what the open ones come to exactly", async () => {
    const { manager, otherRep, specialist, as, db } = sales;
    await db.returnVisit.deleteMany();
    await db.payment.deleteMany();
    await db.deal.deleteMany();
    const customerId = await sales.customer(otherRep);
    for (let index = 0; index < 22; index += 1)
      await openDeal(as(otherRep), {
        ...dealFields,
        customerId,
        ownerId: null,
        amount: "999999999.99",
        expectedOn: `2026-12-${String(28 - index).padStart(2, "0")}`,
      });
    const lost = await sales.open({ amount: "5" });
    await loseDeal(as(sales.rep), lost.id, lost.revision, losing);
    const mine = { whose: "mine", state: "open", page: 1 } as const;
    const first = await listDeals(as(otherRep), mine);
    expect(first).toMatchObject({ total: 22, pages: 2, page: 1 });
    expect(first.deals).toHaveLength(20);
    expect(first.open).toEqual({
      count: 22,
      amounts: [{ amountMinor: 22n * 99_999_999_999n, currency: "CNY" }],
    });
    const days = first.deals.map(({ expectedOn }) => expectedOn.getTime());
    expect(days).toEqual([...days].sort((one, other) => one - other));
    expect((await listDeals(as(otherRep), { ...mine, page: 9 })).deals).toHaveLength(2);
    expect((await listDeals(as(sales.rep), mine)).total).toBe(0);
    expect((await listDeals(as(sales.rep), { ...mine, state: "all" })).total).toBe(1);
    const all = await listDeals(as(manager), { whose: "all", state: "all", page: 2 });
    expect(all).toMatchObject({ total: 23, open: { count: 22 } });
    expect(all.deals.at(-1)?.status).toBe("lost");
    for (const person of [otherRep, specialist] satisfies Person[])
      expect(await refusal(listDeals(as(person), { ...mine, whose: "all" }))).toMatchObject({
        permission: "deal.view_any",
      });
  });
});
