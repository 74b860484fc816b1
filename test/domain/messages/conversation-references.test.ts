import {
  type ConversationReference,
  conversationReferences,
} from "../../../src/domain/messages/conversation-references";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let references: ReturnType<typeof conversationReferences>;
beforeEach(async () => {
  database = await createDatabase();
  references = conversationReferences(database.client, "teams", "tenant");
});
afterEach(() => database.drop());

const personal: ConversationReference = {
  conversationId: "a:lin",
  kind: "personal",
  serviceUrl: "https://smba.trafficmanager.net/apac/",
  botId: "28:bot",
  userId: "29:lin",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
};
const silent = { ...personal, locale: null, timeZone: null };

it("keeps what a client said where the next activity does not say it", async () => {
  await references.keep(personal);
  await references.keep({ ...silent, serviceUrl: "https://smba.trafficmanager.net/emea/" });
  expect(await references.findPersonal("29:lin")).toEqual({
    ...personal,
    serviceUrl: "https://smba.trafficmanager.net/emea/",
  });
});

it("belongs to one company, and is gone once it is forgotten", async () => {
  await references.keep(personal);
  const others = conversationReferences(database.client, "teams", "another tenant");
  expect([await others.find("a:lin"), await others.newest()]).toEqual([null, null]);
  await others.forget("a:lin");
  expect(await references.newest()).toEqual(personal);
  await references.forget("a:lin");
  expect(await references.find("a:lin")).toBeNull();
});

describe("somebody who was met by e-mail", () => {
  const account = () =>
    database.client.account.findFirstOrThrow({ select: { locale: true, timeZone: true } });
  beforeEach(async () => {
    const lin = { name: "Lin", roles: [], headOf: [] };
    await database.client.account.create({
      data: { platform: "teams", workspace: "tenant", userId: "29:lin", person: { create: lin } },
    });
  });

  it("reads the language of their client once it says one, and their own time", async () => {
    await references.keep(silent);
    expect(await account()).toEqual({ locale: null, timeZone: null });
    await references.keep(personal);
    expect(await account()).toEqual({ locale: "zh-CN", timeZone: "Asia/Shanghai" });
    await references.keep(silent);
    expect(await account()).toEqual({ locale: "zh-CN", timeZone: "Asia/Shanghai" });
  });

  it("is told nothing of by another company's tenant", async () => {
    await conversationReferences(database.client, "teams", "another tenant").keep(personal);
    expect(await account()).toEqual({ locale: null, timeZone: null });
  });
});
