import { acceptOffer, fileOffer, offerContext } from "../../../src/platforms/teams/file-offer";
import { connectorAddress, fileAddress, type Reach } from "../../../src/platforms/teams/hosts";
import { readTeamsFile } from "../../../src/platforms/teams/read-file";
import { teamsPort } from "../../../src/platforms/teams/teams-port";
import { recordingLogger } from "../support/recording-logger";
import { appId, tenantId } from "./support/door-tokens";
import { stubBot } from "./support/stub-bot";
import { reference, stubConversations } from "./support/stub-conversations";
import { type Answer, type StubMicrosoft, startStubMicrosoft } from "./support/stub-microsoft";

let microsoft: StubMicrosoft;
let reach: Reach;
beforeEach(async () => {
  microsoft = await startStubMicrosoft();
  reach = stubBot(microsoft).reach;
});
afterEach(() => microsoft.close());

const answer = (name: string, what: Answer) => microsoft.answers.set(name, () => what);
const clock = { now: () => new Date() };
const file = { name: "receipt.pdf", mimeType: "application/pdf", content: new Uint8Array([1, 2, 3, 4]) };
const limits = { mostBytes: 1000, timeoutMs: 5000 };
const read = (address: string, more: Partial<typeof limits> = {}, mimeType = "image/png") =>
  readTeamsFile({ reach, token: async () => "secret-token" }, { address, mimeType }, { ...limits, ...more });
const info = () => ({
  contentUrl: "https://contoso-my.sharepoint.com/personal/ada/receipt.pdf",
  name: "receipt.pdf",
  uploadUrl: `${microsoft.serviceUrl}upload/1`,
  uniqueId: "u-1",
  fileType: "pdf",
});

it("asks a reader before it hands a file over, and only in a personal conversation", async () => {
  const { serviceUrl } = microsoft;
  const { connector } = stubBot(microsoft);
  const conversations = stubConversations(
    reference({ conversationId: "a:ada", kind: "personal", serviceUrl, userId: "29:ada" }),
    reference({ conversationId: "19:sales", kind: "channel", serviceUrl }),
  );
  const { logger } = recordingLogger();
  const port = teamsPort({
    connector,
    conversations,
    workspace: tenantId,
    appId,
    dialogs: true,
    reach,
    logger,
    clock,
  });
  answer("POST /emea/v3/conversations/a:ada/activities", { body: { id: "1" } });
  await port.sendFile("a:ada", { key: "file:7", ...file });
  const context = { drumbeat: { offer: "file:7" } };
  expect(microsoft.of("POST /emea/v3/conversations/a:ada/activities")[0]?.body).toMatchObject({
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.consent",
        name: "receipt.pdf",
        content: { sizeInBytes: 4, acceptContext: context, declineContext: context },
      },
    ],
  });
  await expect(port.sendFile("19:sales", { key: "file:7", ...file })).rejects.toMatchObject({
    code: "file_not_personal",
    permanent: true,
  });
});

it("knows its own offer again", () => {
  const { content } = fileOffer("file:7", file);
  expect(offerContext.parse(content.acceptContext)).toEqual({ drumbeat: { offer: "file:7" } });
});

it("uploads an accepted file whole, without the bot's token, and shows it", async () => {
  answer("PUT /emea/upload/1", { status: 201 });
  expect(await acceptOffer(info(), file, reach)).toEqual({
    contentType: "application/vnd.microsoft.teams.card.file.info",
    contentUrl: info().contentUrl,
    name: "receipt.pdf",
    content: { uniqueId: "u-1", fileType: "pdf" },
  });
  const [asked] = microsoft.of("PUT /emea/upload/1");
  expect(asked?.headers).toMatchObject({ "content-range": "bytes 0-3/4", "content-length": "4" });
  expect(asked?.headers.authorization).toBeUndefined();
});

it("uploads nowhere but to Teams, and says when the upload fails", async () => {
  for (const uploadUrl of [
    "https://evil.example/upload",
    "http://contoso.sharepoint.com/x",
    `${microsoft.url}/elsewhere`,
  ])
    await expect(acceptOffer({ ...info(), uploadUrl }, file, reach)).rejects.toMatchObject({
      code: "file_not_teams",
      permanent: true,
    });
  answer("PUT /emea/upload/1", { status: 503 });
  await expect(acceptOffer(info(), file, reach)).rejects.toMatchObject({ permanent: false });
  answer("PUT /emea/upload/1", { status: 307, headers: { location: `${microsoft.url}/elsewhere` } });
  await expect(acceptOffer(info(), file, reach)).rejects.toMatchObject({ name: "PlatformError" });
  expect(microsoft.asked.filter(({ path }) => path === "/elsewhere")).toEqual([]);
});

it("reads a picture from the Bot Connector with the bot's token", async () => {
  answer("GET /emea/v3/attachments/1/views/original", {
    body: Buffer.from([1, 2, 3]),
    headers: { "Content-Type": "image/png" },
  });
  expect([...(await read(`${microsoft.serviceUrl}v3/attachments/1/views/original`))]).toEqual([1, 2, 3]);
  expect(microsoft.asked[0]?.headers.authorization).toBe("Bearer secret-token");
});

it("refuses to fetch from anywhere else, and to be led there", async () => {
  const elsewhere = [
    "https://evil.example/a.png",
    "http://169.254.169.254/latest/meta-data",
    `${microsoft.url}/token`,
    "http://contoso.sharepoint.com/a.png",
    "https://contoso.sharepoint.com.evil.example/a.png",
    "https://evilsharepoint.com/a.png",
    "file:///etc/passwd",
    "",
  ];
  for (const address of elsewhere)
    await expect(read(address)).rejects.toMatchObject({ code: "file_not_teams", permanent: true });
  expect(microsoft.asked).toEqual([]);
  answer("GET /emea/a.png", { status: 302, headers: { location: `${microsoft.url}/token` } });
  await expect(read(`${microsoft.serviceUrl}a.png`)).rejects.toMatchObject({ code: "file_not_teams" });
  expect(microsoft.asked).toHaveLength(1);
});

it("follows a redirect within Teams, but not on and on", async () => {
  answer("GET /emea/a.png", { status: 302, headers: { location: "/emea/b.png" } });
  answer("GET /emea/b.png", { body: Buffer.from([9]), headers: { "Content-Type": "image/png" } });
  expect([...(await read(`${microsoft.serviceUrl}a.png`))]).toEqual([9]);
  answer("GET /emea/b.png", { status: 302, headers: { location: "/emea/a.png" } });
  await expect(read(`${microsoft.serviceUrl}a.png`)).rejects.toMatchObject({ code: "file_redirects" });
});

it("reads no more than it may, announced or not, and no web page in place of a file", async () => {
  const address = `${microsoft.serviceUrl}a.png`;
  answer("GET /emea/a.png", {
    body: Buffer.alloc(1001),
    headers: { "Content-Type": "image/png", "Content-Length": "1001" },
  });
  await expect(read(address)).rejects.toMatchObject({ code: "file_too_large", permanent: true });
  answer("GET /emea/a.png", { body: Buffer.alloc(1001), headers: { "Content-Type": "image/png" } });
  await expect(read(address)).rejects.toMatchObject({ code: "file_too_large" });
  answer("GET /emea/a.png", { body: "sign in", headers: { "Content-Type": "text/html" } });
  await expect(read(address)).rejects.toMatchObject({ code: "file_login_page" });
});

it("tells what is worth trying again", async () => {
  const address = `${microsoft.serviceUrl}a.png`;
  answer("GET /emea/a.png", { status: 404 });
  await expect(read(address)).rejects.toMatchObject({ code: "file_http_404", permanent: true });
  answer("GET /emea/a.png", { status: 503 });
  await expect(read(address)).rejects.toMatchObject({ code: "file_http_503", permanent: false });
  answer("GET /emea/a.png", { breaks: true });
  await expect(read(address)).rejects.toMatchObject({ code: "file_unreadable", permanent: false });
});

it("knows Microsoft's addresses in the clouds whose keys it asks for, and none that look like them", () => {
  const open: Reach = { kind: "microsoft", also: [] };
  const connectors = [
    "https://smba.trafficmanager.net/emea/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
  ];
  for (const address of connectors) expect(connectorAddress(address, open)).not.toBeNull();
  const files = ["https://contoso-my.sharepoint.com/personal/x", "https://contoso.sharepoint-df.com/x"];
  for (const address of files) {
    expect(fileAddress(address, open)).not.toBeNull();
    // They are never shown the bot's token.
    expect(connectorAddress(address, open)).toBeNull();
  }
  const anybodys = [
    "https://myonedrive.com/x",
    "https://apionedrive.com/x",
    "https://contoso.sharepoint-df.cn/x",
    "https://contoso.sharepoint.us/x",
    "https://contoso.sharepoint.cn/x",
    "https://contoso.sharepoint-mil.com/x",
  ];
  for (const address of anybodys) expect(fileAddress(address, open)).toBeNull();
  const strangers = [
    "https://evil.trafficmanager.net/",
    "https://smba.infra.gov.teams.microsoft.us/teams",
    "https://msteams.botframework.azure.cn/teams",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://teams.microsoft.com.evil.example/",
    "https://evilbotframework.com/",
    "http://127.0.0.1/",
  ];
  for (const address of strangers) expect(connectorAddress(address, open)).toBeNull();
  expect(
    connectorAddress("http://127.0.0.1:8080/", { kind: "microsoft", also: ["http://127.0.0.1:80"] }),
  ).toBeNull();
});
