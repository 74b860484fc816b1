import { referenceOf } from "../../src/domain/references";
import { shareCompanyOnBoth } from "../support/both-platforms";
import { cardOf, opened } from "../support/flows";
import { about, numberOf, presses, racesOf, racing } from "../support/races";

const times = 200;
/** So many races run at once: more than a real office ever sees, fewer than the platforms' three seconds allow. */
const abreast = 4;

/** Two people are asked about each claim at once, each on both platforms. */
const company = shareCompanyOnBoth(racing);
const { inSlack, inTeams } = company;
const { claims, race } = racesOf(company, { abreast, patience: 240_000 });

/** Who approved each record, and where, by the audit trail: one entry a decision. */
async function decisions(
  references: readonly string[],
): Promise<Map<string, { name: string; via: string }[]>> {
  const entries = await company.running.db.client.auditEntry.findMany({
    where: {
      subjectKind: "expense",
      action: "approval.approved",
      subjectId: { in: references.map(numberOf) },
    },
    select: { subjectId: true, via: true, actorId: true },
  });
  const people = await company.running.db.client.person.findMany();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const found = new Map<string, { name: string; via: string }[]>();
  for (const { subjectId, via, actorId } of entries) {
    const reference = referenceOf("expense", subjectId);
    found.set(reference, [...(found.get(reference) ?? []), { name: names.get(actorId ?? 0) ?? "", via }]);
  }
  return found;
}

it(`one in Slack and one in Teams approve at the same moment: one decision, one notice, the other is told who was first and when, the copies agree; ${times} times`, async () => {
  const references = await claims(times);
  const pressed = {
    slack: {
      finance: presses(inSlack("finance"), "Approve"),
      other: presses(inSlack("otherFinance"), "Approve"),
    },
    teams: {
      finance: presses(inTeams("finance"), "Approve"),
      other: presses(inTeams("otherFinance"), "Approve"),
    },
  };
  await race(references, (reference) => {
    const number = numberOf(reference);
    const clicks =
      number % 2
        ? [pressed.slack.finance(reference), pressed.teams.other(reference)]
        : [pressed.slack.other(reference), pressed.teams.finance(reference)];
    return number % 4 < 2 ? clicks : clicks.reverse();
  });

  const decided = await decisions(references);
  const notices = [inSlack("rep"), inTeams("rep")].map((rep) => about(rep, /Your expense is approved/));
  const late = /was already approved by/;
  const told = {
    slack: { finance: about(inSlack("finance"), late), other: about(inSlack("otherFinance"), late) },
    teams: { finance: about(inTeams("finance"), late), other: about(inTeams("otherFinance"), late) },
  };
  const copies = (["slack", "teams"] as const).flatMap((platform) =>
    (["rep", "finance", "otherFinance"] as const).map((post) =>
      about(platform === "slack" ? inSlack(post) : inTeams(post), /Taxi/),
    ),
  );
  const first = { slack: 0, teams: 0 };
  for (const reference of references) {
    const [winner, ...more] = decided.get(reference) ?? [];
    expect({ reference, winner, more }).toEqual({ reference, winner: expect.anything(), more: [] });
    for (const platform of notices) expect(platform.get(reference)).toHaveLength(1);

    const inSlackWon = winner?.via === "slack";
    first[inSlackWon ? "slack" : "teams"] += 1;
    const loser = winner?.name === "吴敏" ? "other" : "finance";
    const sentences = Object.entries(told).flatMap(([platform, people]) =>
      Object.entries(people).flatMap(([who, found]) =>
        (found.get(reference) ?? []).map(({ text }) => ({ platform, who, text })),
      ),
    );
    expect(sentences).toEqual([
      {
        platform: inSlackWon ? "teams" : "slack",
        who: loser,
        text: expect.stringMatching(
          new RegExp(`${reference} was already approved by ${winner?.name}, .*\\d\\d?:\\d\\d`),
        ),
      },
    ]);
    for (const theirs of copies)
      for (const copy of theirs.get(reference) ?? []) {
        if (copy.isEphemeral) continue;
        expect(copy.text).toContain(`approved by ${winner?.name}, `);
        expect(copy.buttons).not.toContain("Approve");
      }
  }
  // A race that one side always wins is none.
  expect(Math.min(first.slack, first.teams)).toBeGreaterThan(0);
}, 600_000);

it("one person's two presses, one on each platform and twice in Teams, decide once", async () => {
  const references = await claims(40);
  const slack = presses(inSlack("finance"), "Approve");
  const teams = presses(inTeams("finance"), "Approve");
  await race(references, (reference) => {
    const twice = teams(reference);
    return numberOf(reference) % 2 ? [twice, twice] : [slack(reference), twice, twice];
  });
  const decided = await decisions(references);
  for (const reference of references) expect(decided.get(reference)).toHaveLength(1);
  for (const rep of [inSlack("rep"), inTeams("rep")]) {
    const notices = about(rep, /Your expense is approved/);
    for (const reference of references) expect(notices.get(reference)).toHaveLength(1);
  }
}, 300_000);

it("approving in Teams against withdrawing in Slack: one of the two, and the other is told", async () => {
  const references = await claims(60);
  const withdraw = presses(inSlack("rep"), "Withdraw");
  const approve = presses(inTeams("finance"), "Approve");
  await race(references, (reference) => {
    const clicks = [withdraw(reference), approve(reference)];
    return numberOf(reference) % 2 ? clicks : clicks.reverse();
  });
  const stored = await company.running.db.client.expenseClaim.findMany({
    where: { id: { in: references.map(numberOf) } },
  });
  const lateApprovals = about(inTeams("finance"), /was already withdrawn by 林晓雨/);
  const lateWithdrawals = about(
    inSlack("rep"),
    /was already approved by 吴敏|is approved, so this can no longer be done/,
  );
  for (const { id, status } of stored) {
    const reference = referenceOf("expense", id);
    expect(["approved", "withdrawn"]).toContain(status);
    const [late, other] =
      status === "approved" ? [lateWithdrawals, lateApprovals] : [lateApprovals, lateWithdrawals];
    expect(late.get(reference)).toHaveLength(1);
    expect(other.get(reference)).toBeUndefined();
  }
}, 300_000);

it("a form that is handed in twice in Teams rejects once", async () => {
  for (const reference of await claims(10)) {
    await cardOf(inTeams("finance"), reference).click("Reject");
    const form = opened(inTeams("finance").modal());
    await form.fill({ "Why?": "Twice" });
    await Promise.all([form.submit(), form.submit()]);
    await company.settled();
    const rejections = await company.running.db.client.auditEntry.count({
      where: { subjectKind: "expense", subjectId: numberOf(reference), action: "approval.rejected" },
    });
    expect(rejections).toBe(1);
    const { running } = company;
    await running.inTeams("finance").modal()?.close();
  }
}, 120_000);
