import type { Pool } from "pg";

/** Something people type, and what its answer must hold: the question is lost time if it is answered by an error. */
export interface Question {
  command: string;
  text: string;
  expected: string;
}

/** One kind of question; each is asked of many customers, chosen evenly over all. */
export interface Kind {
  name: string;
  questions: readonly Question[];
}

interface Target {
  id: number;
  name: string;
  key: string;
  ownerName: string | null;
  contact: string;
  phone: string;
  email: string;
}

/** What is asked of one database, `each` times a kind, by somebody whose e-mail is `asker`. */
export async function questionsOf(pool: Pool, asker: string, each: number): Promise<Kind[]> {
  const some = async (condition: string): Promise<Target[]> => {
    const { rows } = await pool.query<Target>(
      `select customer.id, customer.name, name_key as key, contact.name as contact, phone_key as phone, email
      from customer join lateral (select * from contact where customer_id = customer.id order by id limit 1) as contact on true
      where ${condition} order by hashint8extended(customer.id, 99) limit $1`,
      [each],
    );
    if (rows.length === 0) throw new Error(`no customer is one of those with ${condition}`);
    return Array.from({ length: each }, (_, index) => {
      const target = rows[index % rows.length];
      if (!target) throw new Error("there are rows");
      return target;
    });
  };
  const english = await some("customer.name ~ '^[A-Z]'");
  const chinese = await some("customer.name !~ '^[A-Z]'");
  const any = await some("true");
  const own = await some(`owner_id = (select id from person where email = '${asker}')`);
  const reference = ({ id }: Target): string => `CUS-${id}`;
  const kind = (
    name: string,
    targets: readonly Target[],
    command: string,
    textOf: (target: Target) => string,
    expectedOf: (target: Target) => string = () => "CUS-",
  ): Kind => ({
    name,
    questions: targets.map((target) => ({ command, text: textOf(target), expected: expectedOf(target) })),
  });
  return [
    kind(
      "/customer find, an English name's two words",
      english,
      "/customer",
      ({ name }) => `find ${name.split(" ").slice(0, 2).join(" ")}`,
    ),
    kind(
      "/customer find, the beginning of one",
      english,
      "/customer",
      ({ name }) => `find ${name.split(" ")[0]} ${name.split(" ")[1]?.slice(0, 3)}`,
    ),
    kind(
      "/customer find, two Chinese characters",
      chinese,
      "/customer",
      ({ name }) => `find ${name.slice(2, 4)}`,
    ),
    kind("/customer find, a whole Chinese name", chinese, "/customer", ({ name }) => `find ${name}`),
    kind(
      "/customer find, a contact's English name",
      english,
      "/customer",
      ({ contact }) => `find ${contact}`,
    ),
    kind(
      "/customer find, a contact's Chinese name",
      chinese,
      "/customer",
      ({ contact }) => `find ${contact}`,
    ),
    kind("/customer find, a phone number", any, "/customer", ({ phone }) => `find ${phone}`, reference),
    kind("/customer find, its last six digits", any, "/customer", ({ phone }) => `find ${phone.slice(-6)}`),
    kind("/customer find, an e-mail address", any, "/customer", ({ email }) => `find ${email}`),
    kind("/customer find, a part of one", english, "/customer", ({ email }) => `find ${email.slice(2, -6)}`),
    kind("/customer find, a reference", any, "/customer", (target) => `find ${reference(target)}`, reference),
    kind(
      "/customer find, a place that one in a hundred has in its name",
      chinese,
      "/customer",
      ({ name }) => `find ${name.slice(0, 2)}`,
    ),
    kind(
      "/customer find, a word that one in fifty has in its name",
      english,
      "/customer",
      ({ name }) => `find ${name.split(" ")[2]}`,
    ),
    kind(
      "/customer find, nothing found",
      any,
      "/customer",
      ({ id }) => `find qx${id}zk`,
      ({ id }) => `qx${id}zk`,
    ),
    kind("/customer show, a reference", any, "/customer", (target) => `show ${reference(target)}`, reference),
    kind("/customer show, a whole name", english, "/customer", ({ name }) => `show ${name}`),
    kind(
      "/pool",
      any,
      "/pool",
      () => "",
      () => "CUS-",
    ),
    kind(
      "/touch new",
      own,
      "/touch",
      (target) => `new ${reference(target)} call, asked for a quote`,
      reference,
    ),
  ];
}
