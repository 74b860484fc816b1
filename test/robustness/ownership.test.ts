import { features } from "../../src/handlers/registry";
import { menuAction } from "../../src/handlers/run-command";
import { viewAction } from "../../src/handlers/view-notice";
import { loadPolicy } from "../../src/policy/load-policy";
import { type Role, roles } from "../../src/policy/roles";
import type { Input } from "../../src/ui/interaction";
import { createDatabase, type TestDatabase } from "../support/database";
import { type Answered, filledIn, type Knock, openDoor } from "./support/ownership/door";
import { type Actor, id, personIds, second, third } from "./support/ownership/people";
import { type Difference, Records } from "./support/ownership/records";
import type { Act, Rule } from "./support/ownership/rules";
import { rulesOfComplaints } from "./support/ownership/rules-of-complaints";
import { rulesOfCustomers } from "./support/ownership/rules-of-customers";
import { rulesOfData } from "./support/ownership/rules-of-data";
import { rulesOfPeople } from "./support/ownership/rules-of-people";
import { rulesOfPool } from "./support/ownership/rules-of-pool";
import { rulesOfRequests } from "./support/ownership/rules-of-requests";
import { rulesOfSales } from "./support/ownership/rules-of-sales";
import { makeWorld } from "./support/ownership/world";

/** Nothing that one person owns can be changed by another without the role for it: every door, every role. */

const rules = {
  ...rulesOfRequests,
  ...rulesOfPeople,
  ...rulesOfCustomers,
  ...rulesOfSales,
  ...rulesOfPool,
  ...rulesOfComplaints,
  ...rulesOfData,
};
const policy = loadPolicy(null);

let db: TestDatabase;
let records: Records;
let knock: Knock;
beforeAll(async () => {
  db = await createDatabase();
  await makeWorld(db.client, policy);
  records = await Records.keep(db.pool);
  knock = openDoor(db, policy);
}, 60_000);
afterAll(() => db.drop());

/** Every way in that there is. */
const doors = [
  ...features.flatMap((feature) => [
    ...(feature.commands ?? []).flatMap(({ name, verbs }) => [
      `command ${name}`,
      ...verbs.map((verb) => `command ${name} ${verb.name}`),
    ]),
    ...Object.keys(feature.actions ?? {}).map((name) => `action ${name}`),
    ...Object.keys(feature.forms ?? {}).map((name) => `form ${name}`),
    ...Object.keys(feature.searches ?? {}).map((name) => `search ${name}`),
    ...(feature.messageShortcuts ?? []).map(({ name }) => `shortcut ${name}`),
  ]),
  `action ${menuAction}`,
  `action ${viewAction}`,
  "home",
  "message",
];

/** Whether the policy lets somebody who is neither owner nor asked do it, by their role alone. */
function mayByRole({ who }: Rule, role: Role): boolean {
  if (who === "anybody") return true;
  if (who === "owner" || who === "asked" || who === "importer") return false;
  const needed = typeof who === "string" ? [who] : who;
  return needed.every((permission) => policy.permissions[permission].includes(role));
}

/** Who shows that the act itself is right, where no role has it. */
const control = ({ who }: Rule): Actor | null =>
  who === "owner" ? "owner" : who === "asked" || who === "importer" ? "head" : null;

interface Tried {
  door: string;
  rule: Rule;
  act: Act;
  actor: Actor;
}

const each = (of: (rule: Rule) => boolean, actor: Actor): Tried[] =>
  Object.entries(rules).flatMap(([door, list]) =>
    list.filter(of).flatMap((rule) => rule.acts.map((act) => ({ door, rule, act, actor }))),
  );

/** A form is opened by whoever may, and handed in by whoever is tried: that is how one is forged. */
async function perform({ act, actor }: Pick<Tried, "act" | "actor">): Promise<Answered> {
  if (act.kind !== "handIn") return knock(actor, act);
  const { by, through } = act.opened;
  const opened = await knock(by, through);
  if (opened.outcome.kind !== "openForm")
    return { ...opened, failure: opened.failure ?? `no form for the ${by}` };
  const { name, state } = opened.outcome.form;
  const values = filledIn(opened.outcome.form, act.answers);
  return knock(actor, { kind: "submit", form: name, state, values });
}

const nameOf = ({ actor, door, act }: Tried): string =>
  `${actor}, ${door}, ${JSON.stringify(act).slice(0, 160)}`;
const tablesOf = ({ gone, come }: Difference): string =>
  [...new Set([...gone, ...come].map(({ table }) => table))].join(", ");

type FaultOf = (tried: Tried, answered: Answered) => string | null;

/** Performs what must change nothing; says what it changed nevertheless, and what else was wrong with an answer. */
async function faultsOfHarmless(list: readonly Tried[], faultOf: FaultOf): Promise<string[]> {
  const faults = (await inTurn(list, async (tried) => faultsOf(tried, await perform(tried), faultOf))).flat();
  if ((await records.difference()) === null) return faults;
  // Something did: one by one, to say which.
  await records.restore();
  const named = await inTurn(list, async (tried) => {
    const faults = faultsOf(tried, await perform(tried), faultOf);
    const difference = await records.difference();
    if (difference === null) return faults;
    await records.restore();
    return [...faults, `${nameOf(tried)}: changed ${tablesOf(difference)}`];
  });
  return named.flat();
}

function faultsOf(tried: Tried, answered: Answered, faultOf: FaultOf): string[] {
  const { failure, text } = answered;
  const fault = failure ? `failed with ${failure}` : faultOf(tried, answered);
  return fault ? [`${nameOf(tried)}: ${fault}: ${text.slice(0, 200)}`] : [];
}

async function inTurn<T, R>(list: readonly T[], run: (each: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const each of list) done.push(await run(each));
  return done;
}

it("every command, button, form, search and shortcut says here who may do what by it", () => {
  expect(doors.filter((door) => !Object.hasOwn(rules, door))).toEqual([]);
  expect(Object.keys(rules).filter((door) => !doors.includes(door))).toEqual([]);
});

describe.each(roles)("somebody else whose role is %s", (role) => {
  it("changes nothing by what only reads or opens a form, and is refused a form that is not theirs", async () => {
    const list = each(({ does }) => does === "reads" || does === "opens", role);
    const faults = await faultsOfHarmless(list, ({ rule }, { outcome, refused }) => {
      if (rule.does === "reads") return null;
      const may = mayByRole(rule, role);
      if (may && outcome.kind !== "openForm") return "may, and no form opened";
      return may || (refused && outcome.kind !== "openForm") ? null : "may not, and was not refused";
    });
    expect(faults).toEqual([]);
  }, 60_000);

  it("changes nothing without the permission, and is told so", async () => {
    const list = each((rule) => rule.does === "changes" || rule.does === "makes", role);
    const faults = await faultsOfHarmless(
      list.filter(({ rule }) => !mayByRole(rule, role)),
      (_, { refused }) => (refused ? null : "was not refused"),
    );
    expect(faults).toEqual([]);
  }, 60_000);

  it("does what their role permits, and what is their own, at nobody's cost", async () => {
    const list = each((rule) => rule.does === "changes" || rule.does === "makes", role);
    const faults: string[] = [];
    for (const tried of list.filter(({ rule }) => mayByRole(rule, role))) {
      const { refused, text, failure } = await perform(tried);
      if (failure) faults.push(`${nameOf(tried)}: failed with ${failure}: ${text.slice(0, 200)}`);
      const difference = await records.difference();
      if (refused) faults.push(`${nameOf(tried)}: was refused: ${text.slice(0, 200)}`);
      if (difference === null) faults.push(`${nameOf(tried)}: changed nothing: ${text.slice(0, 300)}`);
      const others = (difference?.gone ?? []).filter((row) => !isOwn(row, role));
      if (tried.rule.does === "makes" && others.length > 0)
        faults.push(`${nameOf(tried)}: took from others: ${JSON.stringify(others).slice(0, 300)}`);
      if (difference) await records.restore();
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it("presses any button with the number of any record, and changes nothing that its rule does not say", async () => {
    const pressed = features
      .flatMap(({ actions }) => Object.keys(actions ?? {}))
      .filter((action) =>
        (rules[`action ${action}`] ?? []).every((rule) => !mayByRole(rule, role) || isHarmless(rule)),
      );
    const list = pressed.flatMap((action) =>
      [id, second, third, `${id}:${id}`].map(
        (of): Tried => ({
          door: `action ${action}`,
          rule: { does: "reads", who: "anybody", acts: [] },
          act: { kind: "action", action, id: String(of) } satisfies Input,
          actor: role,
        }),
      ),
    );
    expect(await faultsOfHarmless(list, () => null)).toEqual([]);
  }, 60_000);
});

const isHarmless = ({ does }: Rule): boolean => does === "reads" || does === "opens";

/** What an act may change of what was there: the actor themselves, and whose turn it is. */
const isOwn = ({ table, text }: { table: string; text: string }, role: Role): boolean =>
  table === "assignment_turn" || (table === "person" && text.startsWith(`(${personIds[role]},`));

it("whose it is, and who is asked, may: what others are refused would have been taken", async () => {
  const faults: string[] = [];
  for (const tried of each((rule) => control(rule) !== null, "owner")) {
    const actor = control(tried.rule) ?? "owner";
    const { outcome, text } = await perform({ ...tried, actor });
    const difference = await records.difference();
    if (tried.rule.does === "opens" ? outcome.kind !== "openForm" : difference === null)
      faults.push(`${nameOf({ ...tried, actor })}: ${text.slice(0, 300)}`);
    if (difference) await records.restore();
  }
  expect(faults).toEqual([]);
}, 60_000);
