import { meetAccount } from "../../../src/domain/people/identify";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test.each([null, "lin@yunfan.example"])(
  "somebody met by several deliveries at once is one person, e-mail %s",
  async (email) => {
    const key = { platform: "slack", workspace: "W", userId: `U-${email}` } as const;
    const profile = { name: `Lin ${email}`, email, locale: null, timeZone: null };
    const met = await Promise.all(
      [1, 2, 3, 4, 5].map((delivery) => meetAccount(database.client, key, profile, "slack", `${delivery}`)),
    );
    expect(new Set(met.map(({ person }) => person.id)).size).toBe(1);
    expect(await database.client.person.count({ where: { name: profile.name } })).toBe(1);
  },
);
