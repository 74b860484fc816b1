import type { DateTime } from "luxon";
import { may } from "../../domain/people/permissions";
import {
  listPool,
  mostCounted,
  type PoolFilter,
  type PoolLine,
  type PoolPlace,
} from "../../domain/pool/list-pool";
import { claimsLeft, coolingDown } from "../../domain/pool/pool-limits";
import { referenceOf } from "../../domain/references";
import { type Button, button, buttons, type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";
import { nameOf } from "../policy-name";
import { pageId } from "./read-filter";

/** One page of the public pool, each customer with what this reader may do about it. */
export async function poolCard(
  context: Context,
  filter: PoolFilter,
  place: PoolPlace | null = null,
): Promise<Card> {
  const { texts, policy, actor } = context;
  const { list } = texts.pool;
  const page = await listPool(context, filter, place);
  const claims = may(policy, actor, "pool.claim");
  const { left, limit } = claims ? await claimsLeft(context.db, context, actor.id) : { left: 0, limit: 0 };
  const cooling = claims
    ? await coolingDown(
        context.db,
        context,
        page.customers.map(({ id }) => id),
        actor.id,
      )
    : new Map<number, DateTime>();
  const narrowed = Object.values(filter).some((each) => each !== null);
  const offered = [
    ...(place ? [button("pool.list", pageId(filter, null), list.first)] : []),
    ...(page.next ? [button("pool.list", pageId(filter, page.next), list.next)] : []),
    ...(narrowed
      ? [button("pool.list", pageId({ industry: null, grade: null, region: null }, null), list.whole)]
      : []),
  ];
  const count =
    page.total < mostCounted
      ? texts.shared.showing(page.customers.length, page.total)
      : texts.shared.showingOfMore(page.customers.length, mostCounted);
  const footer = [
    ...(page.customers.length > 0 ? [count] : []),
    ...(claims ? [list.claimsLeft(left, limit)] : []),
  ];
  return {
    title: narrowed ? list.narrowed(describeFilter(context, filter)) : list.title,
    elements: [
      ...(page.customers.length === 0 ? [text(narrowed ? list.emptyNarrowed : list.empty)] : []),
      ...page.customers.map((line) =>
        row({
          text: texts.customers.card.title(line.name, referenceOf("customer", line.id)),
          detail: detailOf(context, line, cooling.get(line.id)),
          button: rowButton(context, line.id, left > 0 && !cooling.has(line.id)),
        }),
      ),
      ...(footer.length ? [smallPrint(footer.join(" · "))] : []),
      ...(offered.length ? [buttons(...offered)] : []),
    ],
  };
}

function rowButton({ texts, policy, actor }: Context, id: number, mayClaim: boolean): Button {
  if (mayClaim) return button("pool.claim", id, texts.pool.card.claim);
  if (may(policy, actor, "pool.assign") && !may(policy, actor, "pool.claim"))
    return button("pool.assign", id, texts.pool.card.assign, { opens: "form" });
  return button("customer.show", id, texts.shared.open);
}

function detailOf({ texts, policy, reader }: Context, line: PoolLine, cooling?: DateTime): string {
  const { list, card } = texts.pool;
  const parts = [
    line.grade && list.grade(line.grade),
    line.industry && nameOf(reader, line.industry, policy.customers.industries),
    line.region,
    list.since(reader.moment(line.poolSince)),
    cooling && card.coolingDown(reader.moment(cooling.toJSDate())),
  ];
  return parts.filter(Boolean).join(" · ");
}

const describeFilter = (
  { texts, policy, reader }: Context,
  { industry, grade, region }: PoolFilter,
): string =>
  [
    industry && nameOf(reader, industry, policy.customers.industries),
    grade && texts.pool.list.grade(grade),
    region,
  ]
    .filter(Boolean)
    .join(" · ");
