import { type ExampleBot, fetchToken, isInvoke, type Received, startBot } from "./support/example-bot";

let bot: ExampleBot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const consent = "application/vnd.microsoft.teams.card.file.consent";
const fileInfo = "application/vnd.microsoft.teams.card.file.info";
const picture = { name: "receipt.png", mimeType: "image/png", content: Buffer.from("the picture") };
const offer = (conversationId: string) =>
  bot.call("POST", `v3/conversations/${conversationId}/activities`, {
    type: "message",
    attachments: [
      {
        contentType: consent,
        name: "receipt.png",
        content: { sizeInBytes: 11, acceptContext: { key: "7" }, declineContext: { key: "7" } },
      },
    ],
  });

interface UploadInfo {
  uploadUrl: string;
  contentUrl: string;
  uniqueId: string;
  fileType: string;
  name: string;
}

const uploadInfoOf = ({ value }: Received): UploadInfo => JSON.parse(JSON.stringify(value?.uploadInfo));

const put = (uploadUrl: string, headers: Record<string, string>) =>
  fetch(uploadUrl, { method: "PUT", headers, body: "the picture" });

describe("a file that somebody sends", () => {
  it("is fetched by the bot from an address that needs no token", async () => {
    await bot.tenant.as("Ann Lee").say("", { files: [picture] });
    const { activity } = bot.received.at(-1) ?? {};
    expect(activity?.attachments).toEqual([
      {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        contentUrl: expect.any(String),
        name: "receipt.png",
        content: { downloadUrl: expect.any(String), uniqueId: expect.any(String), fileType: "png" },
      },
    ]);
    const address = String(activity?.attachments?.[0]?.content.downloadUrl);
    expect(bot.tenant.authority.serviceUrls.some((base) => address.startsWith(base))).toBe(true);
    expect(await (await fetch(address)).text()).toBe("the picture");
    expect((await fetch(`${address}0`)).status).toBe(404);
    bot.tenant.failNext("download", { status: 503 });
    expect((await fetch(address)).status).toBe(503);
  });

  it("does not come with a message in a channel", async () => {
    await bot.tenant.as("Ann Lee").say("look", { in: "sales", files: [picture], mention: true });
    expect(bot.received.at(-1)?.activity.attachments?.map(({ contentType }) => contentType)).toEqual([
      "text/html",
    ]);
  });

  it("that is pasted as a picture is shown to the bot alone", async () => {
    await bot.tenant.as("Ann Lee").say("look", { pictures: [picture] });
    const address = bot.received.at(-1)?.activity.attachments?.[1]?.contentUrl ?? "";
    expect((await fetch(address)).status).toBe(401);
    const authorization = `Bearer ${await fetchToken(bot.tenant)}`;
    expect(await (await fetch(address, { headers: { authorization } })).text()).toBe("the picture");
  });
});

describe("a file that the bot offers", () => {
  it("is taken by an actor, uploaded, and shown where it was offered or by a card of its own", async () => {
    bot.on = async (activity) => {
      if (!isInvoke(activity, "fileConsent/invoke")) return undefined;
      const { uploadUrl } = uploadInfoOf(activity);
      await put(uploadUrl, { "content-range": "bytes 0-10/11" });
      return {};
    };
    const ann = bot.tenant.as("Ann Lee");
    await offer(ann.dm().id);
    await ann.waitFor(() => ann.dm().last()?.files.length === 1);
    const asked = bot.received.at(-1)?.activity;
    expect(asked?.value).toMatchObject({
      type: "fileUpload",
      action: "accept",
      context: { key: "7" },
      uploadInfo: { name: "receipt.png", fileType: "png" },
    });
    expect(asked?.replyToId).toBe(ann.dm().last()?.id);
    if (asked === undefined) throw new Error("nobody was asked");
    const { contentUrl, uniqueId, fileType, name } = uploadInfoOf(asked);
    await bot.call("POST", `v3/conversations/${ann.dm().id}/activities`, {
      type: "message",
      attachments: [{ contentType: fileInfo, contentUrl, name, content: { uniqueId, fileType } }],
    });
    expect(ann.dm().messages.map(({ files }) => files.map((file) => file.name))).toEqual([
      [],
      ["receipt.png"],
    ]);
    expect(bot.tenant.problems).toEqual([]);
  });

  it("waits while nobody has taken it", async () => {
    const { directory, conversations } = bot.tenant.workplace;
    const personal = conversations.personal(directory.find("Bo Chen")?.id ?? "");
    await offer(personal?.id ?? "");
    await bot.tenant.settled();
    expect(bot.received.some(({ activity }) => activity.type === "invoke")).toBe(false);
  });

  it("is uploaded whole and in its place", async () => {
    let statuses: number[] = [];
    bot.on = async (activity) => {
      if (!isInvoke(activity, "fileConsent/invoke")) return undefined;
      const { uploadUrl } = uploadInfoOf(activity);
      const answers = [await put(uploadUrl, {}), await put(`${uploadUrl}0`, {})];
      bot.tenant.failNext("upload", { status: 503 });
      answers.push(await put(uploadUrl, { "content-range": "bytes 0-10/11" }));
      answers.push(await put(uploadUrl, { "content-range": "bytes 0-10/11" }));
      statuses = answers.map(({ status }) => status);
      return {};
    };
    const ann = bot.tenant.as("Ann Lee");
    await offer(ann.dm().id);
    await ann.waitFor(() => statuses.length > 0);
    expect(statuses).toEqual([400, 404, 503, 201]);
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind: "invalid_upload" })]);
  });

  it("is not shown by a card of what was never uploaded", async () => {
    const ann = bot.tenant.as("Ann Lee");
    await bot.call("POST", `v3/conversations/${ann.dm().id}/activities`, {
      type: "message",
      attachments: [
        { contentType: fileInfo, contentUrl: "a", name: "a", content: { uniqueId: "1", fileType: "png" } },
      ],
    });
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind: "unknown_file" })]);
  });
});
