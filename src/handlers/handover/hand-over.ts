import { requireColleague } from "../../domain/customers/customer-input";
import { typedLine } from "../../domain/customers/typed-text";
import { DomainError } from "../../domain/errors";
import { handOver } from "../../domain/handover/hand-over";
import type { HandoverTo } from "../../domain/handover/moved";
import { type Owned, ownsNothing, showOwned } from "../../domain/handover/what-is-owned";
import { findPeople } from "../../domain/people/find-people";
import { may, requirePermission } from "../../domain/people/permissions";
import { button, buttons, type Card, facts, text } from "../../ui/card";
import type { RawValues, SearchOption } from "../../ui/form";
import { formErrors, type Outcome, openForm, replaceCard, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { personOption } from "../customers/forms";
import { requireId } from "../require-reference";
import { handoverForm, openHandoverForm } from "./forms";

/** `/customer handover Lin Xiaoyu` opens the form; a name that is one person's stands in it. */
export async function openHandover(context: Context, typed: string): Promise<Outcome> {
  await requirePermission(context, "customer.hand_over");
  const name = typedLine(typed);
  const people = name ? await findPeople(context.db, name, { inactiveToo: true }) : [];
  const [only] = people.length === 1 ? people : [];
  return openForm(openHandoverForm(context, only ? personOption(only) : null));
}

/** The id is the person's who leaves. */
export async function openHandoverOf(context: Context, id: string): Promise<Outcome> {
  const personId = requireId(id);
  const { name } = await showOwned(context, personId);
  return openForm(openHandoverForm(context, personOption({ id: personId, name })));
}

/** Options of the first field: people who left are found too; none for somebody who hands over nothing. */
export async function searchLeavers(context: Context, query: string): Promise<readonly SearchOption[]> {
  const { texts, policy, actor } = context;
  if (!may(policy, actor, "customer.hand_over")) return [];
  const people = await findPeople(context.db, query, { inactiveToo: true });
  return people.map(({ id, name, active }) => ({
    value: String(id),
    label: active ? name : `${name} · ${texts.drumbeat.people.off}`,
  }));
}

/** The form handed in changes nothing yet: it is answered with what would go where. */
export async function submitHandover(context: Context, raw: RawValues): Promise<Outcome> {
  const { texts } = context;
  const read = readForm(handoverForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const { leaver, way, to } = read.values;
  const meant = way === "pool" || way === "in_turn" ? ({ kind: way } as const) : null;
  if (!meant && to === null) return formErrors({ to: texts.shared.fields.required });
  if (!meant && to === leaver) throw new DomainError({ code: "INVALID", field: "to", rule: "is_the_same" });
  const receiver = meant ?? { kind: "person", id: to ?? 0 };
  return reply(await previewCard(context, leaver, receiver));
}

async function previewCard(context: Context, fromId: number, to: HandoverTo): Promise<Card> {
  const { texts } = context;
  const words = texts.handover;
  const { name, owned } = await showOwned(context, fromId);
  const colleague = to.kind === "person" ? (await requireColleague(context.db, to.id, "to")).name : null;
  if (ownsNothing(owned)) return { title: words.title(name), elements: [text(words.nothing(name))] };
  return {
    title: words.title(name),
    elements: [
      ownedFacts(context, owned),
      text(
        colleague === null ? words.goes[to.kind === "pool" ? "pool" : "in_turn"] : words.goesTo(colleague),
      ),
      buttons(
        button(
          "handover.confirm",
          `${fromId}:${to.kind}:${to.kind === "person" ? to.id : 0}`,
          words.confirm,
          {
            style: "primary",
          },
        ),
      ),
    ],
  };
}

export function ownedFacts({ texts }: Context, { customers, deals, complaints, followUps }: Owned) {
  const { counts } = texts.handover;
  const said = (count: number) => (count === 0 ? null : String(count));
  return facts([
    [counts.customers, said(customers)],
    [counts.followUps, said(followUps)],
    [counts.deals, said(deals)],
    [counts.complaints, said(complaints)],
  ]);
}

/** The id is from whom, and to whom: "12:person:15", "12:pool:0". */
export async function confirmHandover(context: Context, id: string): Promise<Outcome> {
  const [from = "", way, to = ""] = id.split(":");
  const fromId = requireId(from);
  const receiver: HandoverTo =
    way === "pool" || way === "in_turn" ? { kind: way } : { kind: "person", id: requireId(to) };
  const moved = await handOver(context, fromId, receiver);
  const { name } = await showOwned(context, fromId);
  const words = context.texts.handover;
  return replaceCard({
    title: words.title(name),
    elements: ownsNothing(moved)
      ? [text(words.nothing(name))]
      : [text(words.done), ownedFacts(context, moved)],
  });
}
