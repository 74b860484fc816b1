import { Prisma } from "../../db/generated/client";
import { askOpenStepsAnew } from "../approvals/ask-anew";
import { audit } from "../audit";
import type { Scope, Transaction } from "../scope";
import { countAdministrators, lockAdministrators } from "./administrators";
import { changePerson, type PersonChange, postFields } from "./change-person";
import { type PeopleRow, type RowProblem, readPeopleFile } from "./read-people-file";

export interface PeopleImport {
  added: number;
  changed: number;
  unchanged: number;
  /** When there is any, nothing of the file was applied. */
  problems: RowProblem[];
}

/** A company in which somebody, or at start nobody in particular, imports a file. */
export type Importing = Omit<Scope, "actor"> & {
  actor: Scope["actor"] | null;
  /** E-mails of people who are administrators by a setting (DRUMBEAT_ADMINS), whatever the file says of their roles. */
  administrators?: readonly string[];
};

/**
 * Takes over a people file (policy 1.2): people by lower-case e-mail, added or changed, each audited with before and after;
 * who is as the file says is left alone, and so is who is not in it. A file with any wrong row changes nothing.
 * The file decides name, department, head_of and roles; language and time zone are only its suggestion where the person has
 * none yet, so that what people chose themselves outlives a restart. A new person without a roles column
 * gets the least role, "specialist".
 */
export async function importPeopleFile(scope: Importing, text: string): Promise<PeopleImport> {
  const { rows, problems } = readPeopleFile(text, scope.policy);
  const nothing = { added: 0, changed: 0, unchanged: 0 };
  if (problems.length > 0) return { ...nothing, problems };
  try {
    return await scope.db.$transaction(
      (transaction) => applyRows(transaction, scope, rows.map(rolesKept(scope))),
      {
        timeout: 60_000,
      },
    );
  } catch (error) {
    if (error instanceof LastAdministrator) return { ...nothing, problems: [error.problem] };
    throw error;
  }
}

class LastAdministrator extends Error {
  readonly problem: RowProblem;
  constructor(line: number) {
    super("the file leaves nobody as administrator");
    this.problem = { line, column: "roles", rule: "last_administrator", value: "" };
  }
}

/** A row with the role that a setting gives: taken away here it would be given again at once, or nobody left to give it. */
function rolesKept({ administrators = [] }: Importing): (row: PeopleRow) => PeopleRow {
  const kept = new Set(administrators.map((email) => email.trim().toLowerCase()));
  return (row) =>
    row.roles && !row.roles.includes("admin") && kept.has(row.email)
      ? { ...row, roles: [...row.roles, "admin"] }
      : row;
}

async function applyRows(
  transaction: Transaction,
  scope: Importing,
  rows: readonly PeopleRow[],
): Promise<PeopleImport> {
  // Replicas that start together import one after the other, and the later ones find nothing to do.
  await transaction.$executeRaw`select pg_advisory_xact_lock(hashtext('drumbeat people file'))`;
  const emails = rows.map(({ email }) => email);
  const administrators = await lockAdministrators(transaction, Prisma.sql`email = any(${emails}::text[])`);
  const known = new Map(
    (await transaction.person.findMany({ where: { email: { in: emails } } })).map((person) => [
      person.email,
      person,
    ]),
  );
  const result: PeopleImport = { added: 0, changed: 0, unchanged: 0, problems: [] };
  let lastWithdrawn = 1;
  let posts = false;
  for (const row of rows) {
    const person = known.get(row.email);
    if (!person) {
      await addPerson(transaction, scope, row);
      result.added += 1;
      posts = true;
      continue;
    }
    const fields = await changePerson(transaction, scope, person, changeOf(row, person));
    if (fields.length > 0) result.changed += 1;
    else result.unchanged += 1;
    posts ||= fields.some((field) => postFields.includes(field));
    if (person.roles.includes("admin") && row.roles && !row.roles.includes("admin")) lastWithdrawn = row.line;
  }
  if (administrators > 0 && (await countAdministrators(transaction)) === 0)
    throw new LastAdministrator(lastWithdrawn);
  if (posts) await askOpenStepsAnew(transaction, scope);
  return result;
}

function changeOf(row: PeopleRow, person: { locale: string | null; timeZone: string | null }): PersonChange {
  return {
    name: row.name,
    department: row.department,
    headOf: row.headOf,
    roles: row.roles,
    locale: person.locale === null ? row.locale : undefined,
    timeZone: person.timeZone === null ? row.timeZone : undefined,
  };
}

async function addPerson(transaction: Transaction, scope: Importing, row: PeopleRow): Promise<void> {
  const person = {
    email: row.email,
    name: row.name ?? row.email,
    department: row.department ?? null,
    headOf: row.headOf ?? [],
    roles: row.roles ?? ["specialist" as const],
    locale: row.locale ?? null,
    timeZone: row.timeZone ?? null,
  };
  const { id } = await transaction.person.create({ data: person, select: { id: true } });
  await audit(transaction, {
    actorId: scope.actor?.id ?? null,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "person",
    subjectId: id,
    action: "person.added",
    before: null,
    after: person,
  });
}
