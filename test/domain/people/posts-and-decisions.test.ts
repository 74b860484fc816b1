import { setTimeout } from "node:timers/promises";
import { approvalTrail } from "../../../src/domain/approvals/approval-trail";
import { decide } from "../../../src/domain/approvals/decide";
import { setAway } from "../../../src/domain/people/set-away";
import { setPerson } from "../../../src/domain/people/set-person";
import { requestProject } from "../../../src/domain/projects/request-project";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, projectInput, scopeOf } from "../approvals/company";

/** Both change rows that the other needs: in the wrong order, or with the wrong lock, they wait for each other. */
let database: TestDatabase;
let rep: Person, head: Person, director: Person, admin: Person;

beforeAll(async () => {
  database = await createDatabase();
  const { client } = database;
  rep = await addPerson(client, "Rep", { roles: ["rep"] });
  head = await addPerson(client, "Head", { roles: ["rep"], headOf: ["sales"] });
  director = await addPerson(client, "Director", { roles: ["director"] });
  admin = await addPerson(client, "Admin", { roles: ["admin"] });
});
afterAll(() => database.drop());

test("posts change while those who hold them decide", async () => {
  for (let round = 0; round < 15; round += 1) {
    const id = await requestProject(scopeOf(database.client, rep), projectInput);
    const [request] = await approvalTrail(database.client, { kind: "project", id });
    const stepId = request?.steps[0]?.id ?? 0;
    const roles = round % 2 ? (["rep"] as const) : (["rep", "hr"] as const);
    const results = await Promise.allSettled([
      decide(scopeOf(database.client, head), { stepId, decision: "approved", reason: null }),
      setTimeout(round).then(() => setPerson(scopeOf(database.client, admin), { id: head.id, roles })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  }
});

test("somebody goes away, with an administrator standing in, while an administrator changes them", async () => {
  const now = scopeOf(database.client, head).now;
  const colleague = await addPerson(database.client, "Later", { roles: ["admin"] });
  for (let round = 1; round <= 15; round += 1) {
    const until = now.plus({ days: round });
    const results = await Promise.allSettled([
      setAway(scopeOf(database.client, director), { from: now, until, delegateId: colleague.id }),
      setPerson(scopeOf(database.client, admin), { id: director.id, department: round % 2 ? "sales" : null }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  }
});
