import { type RunningCompany, startCompany } from "../../support/company";
import { makeRecords, newestExpense, newestProject, projectAnswers, type RecordIds } from "./records";
import { HandMadeTeamsClient } from "./teams-client";

/** What a file's tests share. */
interface SharedRecords {
  readonly company: RunningCompany;
  readonly client: HandMadeTeamsClient;
  readonly ids: RecordIds;
}

/** A company in Teams with a record of each kind, for all tests of a file. */
export function shareRecordsInTeams(): SharedRecords {
  let started: { client: HandMadeTeamsClient; ids: RecordIds } | undefined;
  const running = () => {
    if (!started) throw new Error("the company has not started");
    return started;
  };
  let company: RunningCompany | undefined;
  beforeAll(async () => {
    company = await startCompany({ platforms: "teams" });
    await company.everybodyArrives();
    const client = new HandMadeTeamsClient(company);
    started = { client, ids: await makeRecordsInTeams(client) };
  }, 90_000);
  afterAll(async () => {
    await company?.settled(60_000);
    await company?.stop();
  }, 90_000);
  return {
    get company() {
      return running().client.company;
    },
    get client() {
      return running().client;
    },
    get ids() {
      return running().ids;
    },
  };
}

async function makeRecordsInTeams(client: HandMadeTeamsClient): Promise<RecordIds> {
  const { company } = client;
  const { client: db } = company.db;
  const newCustomer = async () => {
    await client.say("rep", "/customer new Acme Trading, Wang Fang, 13800001111");
    return String((await db.customer.findFirstOrThrow()).id);
  };
  const ids = await makeRecords({
    company,
    press: (post, action, id) => client.press(post, action, id),
    newCustomer,
    async newExpense() {
      await client.say("rep", "/expense new 128.50 taxi to Acme");
      return newestExpense(company);
    },
    async newProject() {
      const form = await client.open("rep", { do: "press", action: "project.new", id: "" });
      await client.handIn(form, projectAnswers);
      return newestProject(company);
    },
    async newComplaint() {
      const { id } = await db.customer.findFirstOrThrow();
      await client.say("rep", `/complaint new CUS-${id} S2 CRM login fails`);
      return String((await db.complaint.findFirstOrThrow()).id);
    },
  });
  const problems = company.teams.problems.splice(0);
  if (problems.length > 0) throw new Error(`Teams refused ${JSON.stringify(problems)}`);
  return ids;
}
