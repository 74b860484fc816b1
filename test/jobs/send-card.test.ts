import { sendCard } from "../../src/jobs/send-card";
import { sendFile } from "../../src/jobs/send-file";
import { createDatabase, type TestDatabase } from "../support/database";
import {
  failure,
  queued,
  type RememberedPlatform,
  rememberedPlatform,
  surroundingsOf,
} from "./support/platform";

let database: TestDatabase;
let slack: RememberedPlatform;
let accountId: number, personId: number;
const subject = { kind: "expense", id: 7 } as const;

beforeEach(async () => {
  database = await createDatabase();
  slack = rememberedPlatform();
  ({ id: personId } = await database.client.person.create({ data: { name: "Lin", roles: [], headOf: [] } }));
  ({ id: accountId } = await database.client.account.create({
    data: { platform: "slack", workspace: "W", userId: "U1", personId, directId: "D-old" },
  }));
});
afterEach(() => database.drop());

const toLin = () =>
  ({
    task: "send",
    notice: "expense.filed",
    subject,
    to: { kind: "account", accountId },
    sendKey: "1",
  }) as const;
const toChannel = {
  task: "send",
  notice: "expense.filed",
  subject,
  to: { kind: "channel", channel: "sales" },
  sendKey: "2",
} as const;

describe("a card for a person", () => {
  it("is brought up to date where its record changed while it was on its way", async () => {
    let title = "waits";
    slack.before.send = async () => {
      title = "approved";
    };
    await sendCard(
      surroundingsOf(database, [slack], () => title),
      toLin(),
      false,
    );
    const { id } = await database.client.sentMessage.findFirstOrThrow();
    expect(await queued(database)).toEqual([{ task: "update", sentMessageId: id }]);
  });

  it("is left alone where nothing changed, and sent once", async () => {
    const surroundings = surroundingsOf(database, [slack]);
    await sendCard(surroundings, toLin(), false);
    await sendCard(surroundings, toLin(), true);
    expect(slack.sent).toHaveLength(1);
    expect(await queued(database)).toEqual([]);
  });
});

describe("a card for a channel", () => {
  it("stands on every platform that has the channel, once", async () => {
    const teams = rememberedPlatform("teams");
    const surroundings = surroundingsOf(database, [slack, teams]);
    await sendCard(surroundings, toChannel, false);
    await sendCard(surroundings, toChannel, true);
    expect([slack.sent.length, teams.sent.length]).toEqual([1, 1]);
    expect(await database.client.sentMessage.count()).toBe(2);
  });

  it("is an administrator's to know of only where no platform has the channel", async () => {
    const teams = rememberedPlatform("teams");
    teams.before.channel = null;
    await sendCard(surroundingsOf(database, [slack, teams]), toChannel, false);
    expect(await queued(database)).toEqual([]);
    slack.before.channel = null;
    await sendCard(surroundingsOf(database, [slack, teams]), { ...toChannel, sendKey: "3" }, false);
    expect(await queued(database)).toEqual([
      { task: "warn", warning: { kind: "channel_missing", channel: "sales", name: "sales" } },
    ]);
  });
});

describe("a file", () => {
  const file = async () => {
    const { id } = await database.client.storedFile.create({
      data: {
        ownerId: personId,
        name: "a.png",
        mimeType: "image/png",
        size: 1,
        sha256: "",
        content: Buffer.from("a"),
      },
    });
    return { task: "send-file", fileId: id, personId, platform: "slack" } as const;
  };

  it("finds the direct conversation anew where the kept one is gone", async () => {
    slack.before.send = async (conversation) => {
      if (conversation === "D-old") throw failure("channel_not_found", true);
    };
    await sendFile(surroundingsOf(database, [slack]), await file(), "1");
    expect(slack.files).toEqual(["direct-U1"]);
  });

  it("is noted as offered on a platform alone that asks its reader first", async () => {
    const teams = rememberedPlatform("teams");
    await database.client.account.create({
      data: { platform: "teams", workspace: "W", userId: "29:1", personId },
    });
    const job = await file();
    await sendFile(surroundingsOf(database, [slack, teams]), job, "1");
    expect(await database.client.offeredFile.count()).toBe(0);
    await sendFile(surroundingsOf(database, [slack, teams]), { ...job, platform: "teams" }, "2");
    expect(await database.client.offeredFile.findMany({ select: { key: true } })).toEqual([
      { key: "file:2" },
    ]);
  });

  it("is not tried for ever for somebody who is gone", async () => {
    slack.before.send = () => Promise.reject(failure("account_inactive", true));
    await sendFile(surroundingsOf(database, [slack]), await file(), "1");
    expect(await database.client.account.count({ where: { unreachableSince: { not: null } } })).toBe(1);
  });
});
