import { type Customer, loadCustomer } from "../../domain/customers/customer";
import { worstRecordsOf } from "../../domain/data-quality/worst-records";
import { listRegraded } from "../../domain/grading/tell-regraded";
import { referenceOf } from "../../domain/references";
import { button, type Card, row, context as smallPrint, text } from "../../ui/card";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { customerCard, customerSummary } from "../customers/cards";
import { worstElements } from "./quality-cards";

const ownerOf = async ({ db }: Context, id: number): Promise<number[]> => {
  const customer = await db.customer.findUnique({ where: { id }, select: { ownerId: true } });
  return customer?.ownerId ? [customer.ownerId] : [];
};

/** Told to the owner when somebody changed a fact and the grade with it (policy 5.2.1). */
const regraded: DrumbeatNotice = {
  name: "customer.regraded",
  people: ownerOf,
  card: (context, id) =>
    drawn(context, id, async ({ db, texts }) => {
      const last = await db.gradeChange.findFirst({
        where: { customerId: id },
        orderBy: { id: "desc" },
        select: { before: true, after: true },
      });
      return last?.before ? texts.grading.notices.changed(last.before, last.after) : null;
    }),
};

/** Told to the owner when somebody else set the grade by hand; who, why and until when stands on the card. */
const gradeSet: DrumbeatNotice = {
  name: "customer.grade-set",
  people: ownerOf,
  card: (context, id) =>
    drawn(context, id, async ({ texts }, { overrideBy, overrideGrade }) =>
      overrideBy && overrideGrade ? texts.grading.notices.set(overrideBy.name, overrideGrade) : null,
    ),
};

/** Told to an owner in the morning: which of their customers got another grade at night, all in one message. */
const nightly: DrumbeatNotice = {
  name: "customers.regraded",
  people: async (_context, personId) => [personId],
  card: async (context, personId) => {
    const { texts, db } = context;
    const { customers, total } = await listRegraded(db, context, personId);
    if (total === 0) return null;
    return {
      title: texts.grading.notices.morning(total),
      elements: [
        ...customers.map(({ id, name, before, after }) =>
          row({
            text: texts.customers.card.title(name, referenceOf("customer", id)),
            detail: texts.grading.notices.change(before, after),
            button: button("customer.show", id, texts.shared.open),
          }),
        ),
        ...(total > customers.length ? [text(texts.shared.more(total - customers.length))] : []),
      ],
    };
  },
};

/** Told to an owner once a week: their worst records (policy 5.1.2). */
const worst: DrumbeatNotice = {
  name: "customers.worst",
  people: async (_context, personId) => [personId],
  card: async (context, personId) => {
    const { texts, policy } = context;
    const { quality: words } = texts.grading;
    const { most, worst_below: below } = policy.customers.quality;
    const { records, total } = await worstRecordsOf(context, personId, most);
    if (total === 0) return null;
    return {
      title: words.weekly,
      elements: [
        ...worstElements(context, { records }),
        ...(total > records.length ? [text(texts.shared.more(total - records.length))] : []),
        smallPrint(words.explain(below)),
      ],
    };
  },
};

async function drawn(
  context: Context,
  id: number,
  say: (context: Context, customer: Customer) => Promise<string | null>,
): Promise<Card | null> {
  const customer = await loadCustomer(context.db, id);
  if (!customer) return null;
  const said = await say(context, customer);
  if (forChannel(context)) return customerSummary(context, customer, said);
  return customerCard(context, customer, said ? [said] : []);
}

export const notices: readonly DrumbeatNotice[] = [regraded, gradeSet, nightly, worst];
