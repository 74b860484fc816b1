import type { StoredView } from "../../../sandbox/views";
import { features } from "../../../src/handlers/registry";
import type { Post } from "../../support/company";
import type { HandMadeClient } from "./client";
import { newestExpense, newestProject, openStep, projectAnswers } from "./records";

export interface OpenForm {
  post: Post;
  view: StoredView;
}

/** What each form is opened from, by its name. */
type Openers = Readonly<Record<string, (client: HandMadeClient) => Promise<OpenForm>>>;

async function opened(
  post: Post,
  answering: Promise<{ modal: StoredView | undefined; text: string }>,
): Promise<OpenForm> {
  const { modal, text } = await answering;
  if (!modal) throw new Error(`no form opened: ${text}`);
  return { post, view: modal };
}

/** The number in what was said last, e.g. 1001 of "EXP-1001". */
async function said(prefix: string, answering: Promise<{ text: string }>): Promise<string> {
  const { text } = await answering;
  const id = new RegExp(`${prefix}-(\\d+)`).exec(text)?.[1];
  if (!id) throw new Error(`nothing was made: ${text}`);
  return id;
}

let counted = 0;
export const newCustomer = (client: HandMadeClient, contact = ""): Promise<string> => {
  const name = `Firm ${counted++} Ltd ${(counted * 7919).toString(36)}`;
  return said("CUS", client.command("rep", "customer", `new ${name}${contact}`));
};
export async function newExpense(client: HandMadeClient): Promise<string> {
  await client.command("rep", "expense", "new 128.50 taxi to Acme");
  return newestExpense(client.company);
}
export const newComplaint = async (client: HandMadeClient): Promise<string> =>
  said("CMP", client.command("rep", "complaint", `new CUS-${await newCustomer(client)} S2 login fails`));

export async function newProject(client: HandMadeClient): Promise<string> {
  const { view } = await opened("rep", client.press("rep", "project.new", ""));
  await client.handIn("rep", view, projectAnswers);
  return newestProject(client.company);
}

/** A deal of the rep's, by the form that opens it. */
export async function newDeal(client: HandMadeClient): Promise<string> {
  const customer = await newCustomer(client);
  const { view } = await opened("rep", client.press("rep", "deal.new", ""));
  await client.handIn("rep", view, { customer, product: "crm", amount: "5000", expectedOn: "2030-01-02" });
  return newestDeal(client);
}

const newestDeal = async ({ company }: HandMadeClient): Promise<string> =>
  String((await company.db.client.deal.findFirstOrThrow({ orderBy: { id: "desc" } })).id);

async function wonDeal(client: HandMadeClient): Promise<string> {
  const id = await newDeal(client);
  const { view } = await opened("rep", client.press("rep", "deal.win", id));
  await client.handIn("rep", view, {});
  return id;
}

/** A payment of a won deal, "1001:7". */
async function newPayment(client: HandMadeClient): Promise<string> {
  const id = await wonDeal(client);
  const { view } = await opened("finance", client.press("finance", "deal.payment", id));
  await client.handIn("finance", view, { amount: "10" });
  const payment = await client.company.db.client.payment.findFirstOrThrow({ where: { dealId: Number(id) } });
  return `${id}:${payment.id}`;
}

/** A record that came back to its requester for changes. */
async function returned(client: HandMadeClient, kind: "expense" | "project"): Promise<string> {
  const id = kind === "expense" ? await newExpense(client) : await newProject(client);
  const { view } = await opened(
    "head",
    client.press("head", "approval.return", await openStep(client, kind, id)),
  );
  await client.handIn("head", view, { reason: "Please say more" });
  return id;
}

const openers: Openers = {
  "expense.new": (client) => opened("rep", client.press("rep", "expense.new", "")),
  "expense.edit": async (client) =>
    opened("rep", client.press("rep", "expense.edit", await returned(client, "expense"))),
  "approval.reject": async (client) =>
    opened(
      "head",
      client.press("head", "approval.reject", await openStep(client, "expense", await newExpense(client))),
    ),
  "approval.return": async (client) =>
    opened(
      "head",
      client.press("head", "approval.return", await openStep(client, "project", await newProject(client))),
    ),
  "approval.away": (client) => opened("head", client.command("head", "approvals", "away")),
  "customer.new": (client) => opened("rep", client.press("rep", "customer.new", "")),
  "customer.edit": async (client) =>
    opened("rep", client.press("rep", "customer.edit", await newCustomer(client))),
  "customer.contact": async (client) =>
    opened("rep", client.press("rep", "customer.add-contact", await newCustomer(client))),
  "customer.edit-contact": async (client) => {
    const id = await newCustomer(client, ", Wang Fang");
    const { customerId, id: contactId } = await client.company.db.client.contact.findFirstOrThrow({
      where: { customerId: Number(id) },
    });
    return opened("rep", client.press("rep", "customer.edit-contact", `${customerId}:${contactId}`));
  },
  "touch.new": async (client) =>
    opened("rep", client.press("rep", "touch.new-for-customer", await newCustomer(client))),
  "follow-up.reschedule": async (client) => {
    const customerId = Number(await newCustomer(client));
    const { id } = await client.company.db.client.followUp.findFirstOrThrow({ where: { customerId } });
    return opened("rep", client.press("rep", "follow-up.reschedule", String(id)));
  },
  "deal.new": (client) => opened("rep", client.press("rep", "deal.new", "")),
  "deal.edit": async (client) => opened("rep", client.press("rep", "deal.edit", await newDeal(client))),
  "deal.won": async (client) => opened("rep", client.press("rep", "deal.win", await newDeal(client))),
  "deal.lost": async (client) => opened("rep", client.press("rep", "deal.lose", await newDeal(client))),
  "deal.payment": async (client) =>
    opened("finance", client.press("finance", "deal.payment", await wonDeal(client))),
  "deal.void": async (client) =>
    opened("finance", client.press("finance", "deal.void", await newPayment(client))),
  "visit.record": async (client) => {
    const dealId = Number(await wonDeal(client));
    const { id } = await client.company.db.client.returnVisit.findFirstOrThrow({ where: { dealId } });
    return opened("rep", client.press("rep", "visit.record", String(id)));
  },
  "project.new": (client) => opened("rep", client.press("rep", "project.new", "")),
  "project.edit": async (client) =>
    opened("rep", client.press("rep", "project.edit", await returned(client, "project"))),
  "complaint.new": (client) => opened("rep", client.press("rep", "complaint.new", "")),
  "complaint.assign": async (client) =>
    opened("support", client.press("support", "complaint.assign", await newComplaint(client))),
  "complaint.resolve": async (client) =>
    opened("head", client.press("head", "complaint.resolve", await newComplaint(client))),
  "complaint.respond": async (client) =>
    opened("head", client.press("head", "complaint.respond", await newComplaint(client))),
  "complaint.wait": async (client) =>
    opened("head", client.press("head", "complaint.wait", await newComplaint(client))),
  "complaint.answer": async (client) => {
    const id = await newComplaint(client);
    await client.command("head", "complaint", `wait CMP-${id} which version?`);
    return opened("head", client.press("head", "complaint.answer", id));
  },
  "complaint.severity": async (client) =>
    opened("head", client.press("head", "complaint.severity", await newComplaint(client))),
  "pool.give-up": async (client) =>
    opened("rep", client.press("rep", "pool.give-up", await newCustomer(client))),
  "pool.assign": async (client) => {
    const id = await newCustomer(client);
    await client.command("rep", "pool", `give CUS-${id} no budget`);
    return opened("head", client.press("head", "pool.assign", id));
  },
  "handover.new": async (client) => {
    const { id } = await client.company.db.client.person.findFirstOrThrow({ where: { name: "林晓雨" } });
    return opened("head", client.press("head", "handover.new", String(id)));
  },
  "customer.grade": async (client) =>
    opened("head", client.press("head", "customer.grade", await newCustomer(client))),
  "merge.new": (client) => opened("head", client.command("head", "customer", "merge")),
  "person.edit": async (client) => {
    const { id } = await client.company.db.client.person.findFirstOrThrow({
      where: { name: "Daniel Wright" },
    });
    return opened("admin", client.press("admin", "person.edit", String(id)));
  },
  "person.add": (client) => opened("admin", client.press("admin", "person.add", "")),
};

/** Every form that there is. */
export const formNames = features.flatMap(({ forms }) => Object.keys(forms ?? {}));

/** Opens a form anew, on a record of its own where it needs one. Throws for a form that this file does not know yet. */
export function openForm(client: HandMadeClient, name: string): Promise<OpenForm> {
  const open = openers[name];
  if (!open) throw new Error(`say in open-forms.ts what the form "${name}" is opened from`);
  return open(client);
}
