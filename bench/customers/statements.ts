import { bareScores } from "./bare-scores";
import {
  chineseBrandCharacters,
  chineseEndings,
  chineseFamilyNames,
  chineseFamilyNamesInLatin,
  chineseGivenCharacters,
  chinesePlaces,
  chineseTrades,
  englishEndings,
  englishFamilyNames,
  englishFirstWords,
  englishGivenNames,
  englishSecondWords,
  englishTrades,
  mobilePrefixes,
  notes,
  publicMail,
  titles,
} from "./words";

/** A statement of the filling, and what it makes. */
export interface Statement {
  makes: string;
  sql: string;
}

/** A whole number from 0 to below `below` that is always the same for this `id` and `salt`. */
const pick = (id: string, salt: number, below: number): string =>
  `((hashint8extended((${id})::bigint, ${salt}) & 9223372036854775807) % ${below})::int`;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const arrayOf = (words: readonly string[]): string => `(array[${words.map(literal).join(",")}])`;
const oneOf = (words: readonly string[], id: string, salt: number): string =>
  `${arrayOf(words)}[1 + ${pick(id, salt, words.length)}]`;

/** The first of `choices` whose share, of 100 and summed up, is above what was drawn. */
function drawn(
  choices: readonly (readonly [share: number, value: string])[],
  id: string,
  salt: number,
): string {
  let sum = 0;
  const branches = choices.map(([share, value]) => {
    sum += share;
    return `when draw < ${sum} then ${value}`;
  });
  return `(select case ${branches.join(" ")} end from (select ${pick(id, salt, 100)} as draw) as drawing)`;
}

const quoted = (...shares: readonly (readonly [number, string | null])[]) =>
  shares.map(([share, value]) => [share, value === null ? "null" : literal(value)] as const);
const chineseGivenName = (id: string): string =>
  `${oneOf(chineseGivenCharacters, id, 41)} || case when ${pick(id, 42, 4)} > 0 then ${oneOf(chineseGivenCharacters, id, 43)} else '' end`;

/**
 * Fills an empty company with `customers` customers and about ten times as many touches over three years, set by set. Runs on
 * one connection, with triggers off. Six of ten customers are owned, by `reps` people; the others wait in the pool.
 */
export function fillStatements(customers: number, reps: number): Statement[] {
  const days = (count: string): string => `(${count}) * interval '1 day'`;
  return [
    {
      makes: "people",
      sql: `insert into person (email, name, department, roles, head_of, locale, time_zone)
        select 'rep' || i || '@yunfan.example', ${oneOf(chineseFamilyNames, "i", 1)} || ${chineseGivenName("i")}, 'sales', '{rep}', '{}',
          'zh-Hans', 'Asia/Shanghai'
        from generate_series(1, ${reps} - (select count(*) from person where 'rep' = any (roles))) as i`,
    },
    {
      makes: "who owns what since when",
      sql: `create unlogged table bench_customer as
        with rep as (select id, row_number() over (order by id) - 1 as number from person where 'rep' = any (roles))
        select drawn.*, rep.id as rep_id, greatest(created_at, now() - ${days(pick("drawn.id", 6, 86))}) as attended_from,
          greatest(created_at, now() - case when owned then ${days(pick("drawn.id", 7, 29))}
            else ${days(`30 + ${pick("drawn.id", 7, 400)}`)} end) as last_at
        from (
          select 1000 + i as id, ${pick("i", 2, 100)} < 60 as owned, ${pick("i", 3, 100)} < 55 as chinese,
            now() - ${days(`1 + ${pick("i", 4, 1094)}`)} - ${pick("i", 5, 86_400)} * interval '1 second' as created_at,
            1 + ${pick("i", 8, 19)} as touches,
            ${drawn(quoted([45, "0"], [30, "1"], [15, "2"], [7, "3"], [3, "4"]), "i", 9)}::int as deals,
            case when ${pick("i", 3, 100)} < 55
              then ${oneOf(chinesePlaces, "i", 10)} || ${oneOf(chineseBrandCharacters, "i", 11)} || ${oneOf(chineseBrandCharacters, "i", 12)}
                || ${oneOf(chineseTrades, "i", 13)}
              else ${oneOf(englishFirstWords, "i", 11)} || ' ' || ${oneOf(englishSecondWords, "i", 12)} || ' ' || ${oneOf(englishTrades, "i", 13)}
            end as name
          from generate_series(1, ${customers}) as i
        ) as drawn
        join rep on rep.number = ${pick("drawn.id", 14, reps)}`,
    },
    { makes: "its figures", sql: "analyze bench_customer" },
    {
      makes: "customers",
      sql: `insert into customer (id, name, name_key, industry, size, region, source, needs, intent, owner_id, creator_id, created_at,
          updated_at, attended_from, pool_since)
        select id, case when chinese then name || ${oneOf(chineseEndings, "id", 15)} else name || ' ' || ${oneOf(englishEndings, "id", 15)} end,
          lower(replace(name, ' ', '')),
          ${drawn(quoted([18, "software"], [20, "manufacturing"], [12, "finance"], [14, "retail"], [10, "healthcare"], [8, "education"], [5, "government"], [5, "other"], [8, null]), "id", 16)},
          ${drawn(quoted([40, "up_to_50"], [25, "up_to_200"], [15, "up_to_1000"], [8, "above_1000"], [12, null]), "id", 17)},
          case when chinese then left(name, 2) end,
          ${drawn(quoted([15, "referral"], [25, "website"], [15, "exhibition"], [10, "advertising"], [10, "partner"], [15, "cold_call"], [10, null]), "id", 18)},
          case when ${pick("id", 19, 3)} = 0 then ${oneOf(notes, "id", 20)} end,
          ${drawn(quoted([15, "high"], [30, "medium"], [25, "low"], [30, "unknown"]), "id", 21)},
          case when owned then rep_id end, rep_id, created_at, last_at,
          case when owned then attended_from end, case when owned then null else least(now(), last_at + interval '30 days') end
        from bench_customer order by id`,
    },
    {
      makes: "contacts",
      sql: `insert into contact (customer_id, name, title, phone, phone_key, email, email_domain)
        select id, person_name, ${oneOf(titles, "number", 22)}, left(phone, 3) || ' ' || substr(phone, 4, 4) || ' ' || right(phone, 4), phone,
          mailbox || '@' || coalesce(public_domain, domain), case when public_domain is null then domain end
        from (
          select number, id,
            case when chinese then ${oneOf(chineseFamilyNames, "number", 40)} || ${chineseGivenName("number")}
              else ${oneOf(englishGivenNames, "number", 41)} || ' ' || ${oneOf(englishFamilyNames, "number", 40)} end as person_name,
            ${oneOf(mobilePrefixes, "number", 44)} || lpad(${pick("number", 45, 100_000_000)}::text, 8, '0') as phone,
            case when chinese then ${oneOf(chineseFamilyNamesInLatin, "number", 40)} || ${pick("number", 46, 100_000)}
              else lower(${oneOf(englishGivenNames, "number", 41)} || '.' || ${oneOf(englishFamilyNames, "number", 40)}) end as mailbox,
            case when ${pick("number", 47, 10)} < 3 then ${oneOf(publicMail, "number", 48)} end as public_domain,
            case when chinese then 'c' || id || '.cn' else lower(split_part(name, ' ', 1) || split_part(name, ' ', 2)) || '.com' end as domain
          from (select each.*, each.id * 2 + which as number from bench_customer each,
            generate_series(1, 1 + (${pick("each.id", 49, 10)} < 3)::int) as which) as numbered
        ) as drawn order by id`,
    },
    {
      makes: "touches",
      sql: `insert into touch (customer_id, person_id, kind, outcome, at, note, next_step, created_at)
        select id, rep_id, ${drawn(quoted([50, "call"], [15, "mail"], [10, "visit"], [25, "message"]), "number", 50)},
          ${drawn(quoted([30, "positive"], [35, "neutral"], [15, "negative"], [20, "no_answer"]), "number", 51)}, at,
          case when ${pick("number", 52, 10)} < 7 then ${oneOf(notes, "number", 53)} end, null, at
        from (select id, rep_id, id * 32 + which as number, created_at + (last_at - created_at) * which / touches as at
          from bench_customer, generate_series(1, touches) as which) as numbered`,
    },
    {
      makes: "follow-ups",
      sql: `insert into follow_up (customer_id, due_on, set_by, status, created_at, closed_at, owner_id, touch_id)
        select customer_id, at::date, 'rhythm', 'done', at - interval '14 days', at, person_id, id from touch where id % 5 = 0
        union all
        select id, (last_at + ${days(`7 + ${pick("id", 60, 40)}`)})::date, 'rhythm', 'open', last_at, null, null, null from bench_customer where owned`,
    },
    {
      makes: "deals",
      sql: `insert into deal (customer_id, owner_id, product, channel, stage, amount_minor, currency, expected_on, status, closed_on, closed_at,
          lost_reason, payable_on, policy_version, created_at, updated_at)
        select id, rep_id, ${drawn(quoted([40, "crm"], [25, "analytics"], [20, "platform"], [15, "service"]), "number", 70)},
          ${drawn(quoted([60, "direct"], [20, "agent"], [12, "partner"], [8, "online"]), "number", 71)},
          case status when 'open' then ${drawn(quoted([30, "first_talk"], [30, "needs"], [25, "proposal"], [15, "negotiation"]), "number", 72)} else 'contract' end,
          (500000 * power(10, ${pick("number", 73, 2500)} / 1000.0))::bigint, 'CNY', (closed_at + interval '20 days')::date, status,
          case when status <> 'open' then closed_at::date end, case when status <> 'open' then closed_at end,
          case when status = 'lost' then 'price' end, case when status = 'won' then (closed_at + interval '30 days')::date end,
          (select version from policy_version limit 1), closed_at - interval '20 days', closed_at
        from (select id, rep_id, id * 8 + which as number,
            case when owned then ${drawn(quoted([45, "won"], [35, "lost"], [20, "open"]), "id * 8 + which", 74)}
              else ${drawn(quoted([50, "won"], [50, "lost"]), "id * 8 + which", 74)} end as status,
            created_at + (now() - created_at) * ${pick("id * 8 + which", 75, 1000)} / 1000 as closed_at
          from bench_customer, generate_series(1, deals) as which) as numbered order by id`,
    },
    {
      makes: "payments",
      sql: `insert into payment (deal_id, amount_minor, received_on, recorded_by, created_at)
        select id, case when ${pick("id", 80, 10)} < 8 then amount_minor else amount_minor / 2 end, least(current_date, payable_on), owner_id,
          least(now(), payable_on::timestamptz)
        from deal where status = 'won'`,
    },
    {
      makes: "return visits",
      sql: `insert into return_visit (customer_id, deal_id, number, due_on, status, score, done_at, done_by_id, created_at)
        select customer_id, id, 1, closed_on + 7, case when closed_on + 7 < current_date - 3 then 'done' else 'due' end,
          case when closed_on + 7 < current_date - 3 then 3 + ${pick("id", 81, 3)} end,
          case when closed_on + 7 < current_date - 3 then closed_at + interval '7 days' end,
          case when closed_on + 7 < current_date - 3 then owner_id end, closed_at
        from deal where status = 'won'`,
    },
    {
      makes: "owners' history",
      sql: `insert into ownership (customer_id, owner_id, since, until, how, ended, by_id)
        select id, rep_id, case when owned then attended_from else created_at end,
          case when not owned then least(now(), last_at + interval '30 days') end, 'logged', case when not owned then 'returned' end, null
        from bench_customer order by id`,
    },
    {
      makes: "complaints",
      sql: `insert into complaint (customer_id, severity, product, description, reporter_id, owner_id, status, resolution, policy_version,
          created_at, updated_at, resolved_at)
        select id, ${drawn(quoted([5, "S1"], [20, "S2"], [50, "S3"], [25, "S4"]), "id", 90)}, ${drawn(quoted([60, "crm"], [40, "service"]), "id", 91)},
          ${oneOf(notes, "id", 92)}, rep_id, (select min(id) from person where 'support' = any (roles)),
          case when ${pick("id", 93, 20)} < 17 then 'resolved' else 'open' end, case when ${pick("id", 93, 20)} < 17 then 'Mended' end,
          (select version from policy_version limit 1), last_at - interval '5 days', last_at, case when ${pick("id", 93, 20)} < 17 then last_at end
        from bench_customer where ${pick("id", 94, 100)} = 0 order by id`,
    },
    {
      makes: "what was said of late ones already",
      sql: `insert into complaint_alarm (complaint_id, clock, level, severity, at)
        select id, clock, level, severity, updated_at from complaint, unnest(array['respond', 'resolve']) as clock,
          unnest(array['half', 'most', 'breach', 'management']) as level where status = 'open'`,
    },
    {
      makes: "grades",
      sql: `update customer set score = bare.score, grade = bare.grade, graded_at = now() from (${bareScores}) as bare where bare.id = customer.id`,
    },
    { makes: "tidied up", sql: "drop table bench_customer" },
  ];
}
