import { type RunningCompany, startCompany } from "../../support/company";
import { HandMadeTeamsClient } from "./teams-client";

/** Numbers of records of the rep's, in the sales department. */
export type RecordIds = Record<
  "expense" | "approved" | "project" | "customer" | "contact" | "complaint" | "step" | "person",
  string
>;

/** A company in Teams with a record of each kind. */
export async function startWithRecords(): Promise<{
  company: RunningCompany;
  client: HandMadeTeamsClient;
  ids: RecordIds;
}> {
  const company = await startCompany({ platforms: "teams" });
  const client = new HandMadeTeamsClient(company);
  await company.everybodyArrives();
  await client.say("rep", "/customer new Acme Trading, Wang Fang, 13800001111");
  await client.say("rep", "/complaint new CUS-1001 S2 CRM login fails");
  const form = await client.open("rep", { do: "press", action: "project.new", id: "" });
  await client.handIn(form, {
    title: "Website relaunch",
    background: "It is old",
    goals: "A new one",
    requirements: "It works",
    budget: "80000",
    startsOn: "2026-12-01",
    endsOn: "2027-03-31",
  });
  const approved = await newExpense();
  await client.press("head", "approval.approve", await stepOf("expense", approved));
  await client.press("finance", "approval.approve", await stepOf("expense", approved));
  const expense = await newExpense();
  const { client: db } = company.db;
  const contact = await db.contact.findFirstOrThrow();
  const [project, complaint] = [await db.project.findFirstOrThrow(), await db.complaint.findFirstOrThrow()];
  const person = await db.person.findFirstOrThrow({ where: { name: "Daniel Wright" } });
  const ids = {
    approved,
    expense,
    project: String(project.id),
    customer: String(contact.customerId),
    contact: `${contact.customerId}:${contact.id}`,
    complaint: String(complaint.id),
    step: await stepOf("expense", expense),
    person: String(person.id),
  };
  await company.settled(30_000);
  const problems = company.teams.problems.splice(0);
  if (problems.length > 0) throw new Error(`Teams refused ${JSON.stringify(problems)}`);
  return { company, client, ids };

  async function stepOf(kind: string, id: string): Promise<string> {
    const step = await company.db.client.approvalStep.findFirstOrThrow({
      where: { status: "open", request: { subjectKind: kind, subjectId: Number(id) } },
    });
    return String(step.id);
  }

  async function newExpense(): Promise<string> {
    await client.say("rep", "/expense new 128.50 taxi to Acme");
    const { id } = await company.db.client.expenseClaim.findFirstOrThrow({ orderBy: { id: "desc" } });
    return String(id);
  }
}
