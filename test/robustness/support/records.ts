import type { Post, RunningCompany } from "../../support/company";

/** Numbers of records of the rep's, in the sales department. */
export type RecordIds = Record<
  "expense" | "approved" | "project" | "customer" | "contact" | "complaint" | "step" | "person",
  string
>;

/** How one platform's client presses, and makes records of the rep's. */
export interface RecordMaker {
  readonly company: RunningCompany;
  press(post: Post, action: string, id: string): Promise<unknown>;
  newExpense(): Promise<string>;
  newProject(): Promise<string>;
  /** With a contact. */
  newCustomer(): Promise<string>;
  newComplaint(): Promise<string>;
}

/** What a project's form is filled in with. */
export const projectAnswers = {
  title: "Website relaunch",
  background: "It is old",
  goals: "A new one",
  requirements: "It works",
  budget: "80000",
  startsOn: "2026-12-01",
  endsOn: "2027-03-31",
};

/** Makes a record of each kind, and an expense that was approved. */
export async function makeRecords(maker: RecordMaker): Promise<RecordIds> {
  const { client: db } = maker.company.db;
  const approved = await maker.newExpense();
  for (const post of ["head", "finance"] as const)
    await maker.press(post, "approval.approve", await openStep(maker, "expense", approved));
  const expense = await maker.newExpense();
  const customer = await maker.newCustomer();
  const contact = await db.contact.findFirstOrThrow({ where: { customerId: Number(customer) } });
  const person = await db.person.findFirstOrThrow({ where: { name: "Daniel Wright" } });
  const ids = {
    approved,
    expense,
    project: await maker.newProject(),
    customer,
    contact: `${customer}:${contact.id}`,
    complaint: await maker.newComplaint(),
    step: await openStep(maker, "expense", expense),
    person: String(person.id),
  };
  await maker.company.settled(30_000);
  return ids;
}

/** The step that waits for a decision about a record. */
export async function openStep(
  { company }: { company: RunningCompany },
  kind: string,
  id: string,
): Promise<string> {
  const step = await company.db.client.approvalStep.findFirstOrThrow({
    where: { status: "open", request: { subjectKind: kind, subjectId: Number(id) } },
  });
  return String(step.id);
}

/** The number of the expense that was filed last. */
export async function newestExpense({ db }: RunningCompany): Promise<string> {
  return String((await db.client.expenseClaim.findFirstOrThrow({ orderBy: { id: "desc" } })).id);
}

/** The number of the project that was asked for last. */
export async function newestProject({ db }: RunningCompany): Promise<string> {
  return String((await db.client.project.findFirstOrThrow({ orderBy: { id: "desc" } })).id);
}
