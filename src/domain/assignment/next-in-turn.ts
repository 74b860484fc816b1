import type { Policy } from "../../policy/policy";
import { roomLeft } from "../pool/pool-limits";
import type { Company, Person, Transaction } from "../scope";

/** One turn for all leads, whoever logs or imports them, so that they are spread evenly over all. */
const turn = "leads";

/**
 * Takes the turn until the transaction ends; who was last. Whoever holds people's rows as well takes it before them, as everybody
 * does, or two could wait for each other.
 */
export async function holdTurn(transaction: Transaction): Promise<number> {
  const [last] = await transaction.$queryRaw<{ id: number }[]>`
    insert into assignment_turn (name, last_person_id) values (${turn}, 0)
    on conflict (name) do update set name = excluded.name returning last_person_id as id`;
  return last?.id ?? 0;
}

/** Whether what this person logs goes to colleagues in turn: they have none of the roles that look after new customers. */
export const logsForOthers = (policy: Policy, { roles }: Pick<Person, "roles">): boolean =>
  policy.customers.assign_to.length > 0 && !policy.customers.assign_to.some((role) => roles.includes(role));

/**
 * Who is next to get a new customer, for each of `count` of them (policy 5.3.2): those with one of the policy's roles by id, the
 * next after whoever was last, passing over who is away now and who has as many customers as one may hold. Null where nobody is
 * left. The turn is held until the transaction ends, so that leads logged at one moment go to different people.
 *
 * A handover gives a leaver's customers to everybody but them, and heeds no limit: somebody must have them.
 */
export async function nextInTurn(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  count: number,
  { except = null, heedLimit = true }: { except?: number | null; heedLimit?: boolean } = {},
): Promise<(number | null)[]> {
  const before = await holdTurn(transaction);
  const at = now.toJSDate();
  // Held, so that nobody claims meanwhile what would be one too many.
  const people = await transaction.$queryRaw<{ id: number }[]>`
    select id from person
    where active and roles && ${[...policy.customers.assign_to]}::text[] and id is distinct from ${except}::int
      and not coalesce(${at}::timestamptz between away_from and away_until, false)
    order by id for no key update`;
  const waiting = [...people.filter(({ id }) => id > before), ...people.filter(({ id }) => id <= before)].map(
    ({ id }) => ({ id, room: heedLimit ? null : Number.POSITIVE_INFINITY }),
  );
  const chosen: (number | null)[] = [];
  while (chosen.length < count) {
    const [next] = waiting.splice(0, 1);
    if (!next) break;
    const room = next.room ?? (await roomLeft(transaction, policy, next.id));
    if (room <= 0) continue;
    chosen.push(next.id);
    waiting.push({ id: next.id, room: room - 1 });
  }
  const newest = chosen.at(-1);
  if (newest != null)
    await transaction.$executeRaw`update assignment_turn set last_person_id = ${newest} where name = ${turn}`;
  return [...chosen, ...Array.from({ length: count - chosen.length }, () => null)];
}
