import { isObject, objectAt } from "../../sandbox/json";
import type { Json } from "../../sandbox/protocol";
import { consentCard } from "../../sandbox/teams/messages";
import { demoWorkspace } from "../../src/demo-workspace";
import { features } from "../../src/handlers/registry";
import { HandMadeTeamsClient } from "../robustness/support/teams-client";
import { typedIn } from "../support/colleague";
import type { Post } from "../support/company";
import { cardOf, opened, picture, shareCompany } from "../support/flows";

describe("the search for records beside the box, in Teams", () => {
  const company = shareCompany({ platform: "teams" });
  const at = (post: Post) => company.running.inTeams(post);

  beforeAll(async () => {
    for (const line of ["Acme Trading, Wang Fang, 13800001111", "Beta Works"])
      await company.as("rep").command(`/customer new ${line}`);
    await company.settled();
  });

  it("finds customers by what is typed, and all of them before anything is", async () => {
    const found = await at("head").search("Customers", "acme");
    expect(found.map(({ title }) => title).join()).toContain("Acme Trading");
    expect(found).toHaveLength(1);
    expect(await at("head").search("Customers", "")).toHaveLength(2);
    expect(await at("head").search("Customers", "nobody of that name")).toEqual([]);
  });

  it("puts one before others as the person's own message, where nothing can be pressed", async () => {
    const [found] = await at("rep").search("Customers", "acme", { in: "sales" });
    if (!found) throw new Error("nothing was found");
    await at("rep").share(found, { in: "sales" });
    const shared = at("otherRep").channel("sales").last();
    expect(shared?.fromBot).toBe(false);
    expect(shared?.text).toContain("Acme Trading");
    expect(shared?.buttons).toEqual([]);
    expect(JSON.stringify(shared?.card)).not.toContain("drumbeat");
  });

  it("finds nothing for somebody who may not see customers, nor shows them one that they name", async () => {
    expect(await at("admin").search("Customers", "acme")).toEqual([]);
    expect(await at("admin").search("Customers", "")).toEqual([]);
    const client = new HandMadeTeamsClient(company.running);
    const { status, text, said } = await client.invoke("admin", "composeExtension/selectItem", {
      source: "customer",
      id: "1001",
    });
    expect(status).toBe(200);
    expect(text).not.toBe("");
    expect(JSON.stringify(said)).not.toMatch(/Acme|Wang Fang|13800001111/);
  });

  it("shows nothing of what it does not search", async () => {
    const client = new HandMadeTeamsClient(company.running);
    await company.claim("rep", "101 taxi hidden");
    const forged: Json[] = [
      { source: "expense", id: "1001" },
      { source: "customer", id: "999999999" },
      { source: "customer", id: "1001; drop table customer" },
      { source: "customer" },
      null,
      "customer",
      [],
    ];
    for (const value of forged) {
      const answer = await client.invoke("rep", "composeExtension/selectItem", value);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain("taxi hidden");
      expect(answer.text).not.toBe("");
    }
  });
});

describe("a complaint from somebody's message, in Teams", () => {
  const company = shareCompany({ platform: "teams" });

  it("holds the message as it was written, and where it stands", async () => {
    await company.as("rep").command("/customer new Acme Trading");
    await company.settled();
    const words = "S1: 'CRM' is <b>down</b> & nobody *can* log in";
    await company.as("otherRep").say(words, { in: "general" });
    await company.as("rep").channel("general").find("is <b>down</b>")?.shortcut("complaint-from-message");
    const form = opened(company.as("rep").modal());
    expect(typedIn(form, "What happened")).toBe(words);
    await form.fill({ Customer: "Acme" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const complaint = await company.running.db.client.complaint.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(complaint.description).toBe(words);
    expect(complaint.sourceLink).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/message\//);
    expect(company.as("head").channel("complaints").find("CMP-1001")?.text).toContain(words);
  });

  it("with an error is asked again in the same dialog, with what was typed", async () => {
    await company.as("otherRep").say("The report is wrong", { in: "general" });
    await company.as("rep").channel("general").find("report is wrong")?.shortcut("complaint-from-message");
    const form = opened(company.as("rep").modal());
    const { closed, errorsByLabel } = await form.submit();
    expect(closed).toBe(false);
    expect(Object.keys(errorsByLabel)).toContain("Customer");
    expect(typedIn(form, "What happened")).toBe("The report is wrong");
    await form.close();
  });
});

/** They come later, and unlike the others they do not take by themselves whatever file the bot offers. */
const undecided = { director: "zhao.guoqiang@yunfan.example", generalManager: "ma.jianhua@yunfan.example" };

describe("receipts, in Teams", () => {
  const { teams, members = [] } = demoWorkspace(features, "en");
  const others = members.map(({ email }) => email).filter((each) => !Object.values(undecided).includes(each));
  const company = shareCompany({
    platform: "teams",
    sandbox: { teams: { ...teams, installedFor: others } },
  });
  beforeAll(async () => {
    for (const email of Object.values(undecided)) await company.running.teams.install(email);
    await company.settled();
  });
  const receipt = picture("lunch");
  const filed = (name: string) => ({
    amount: "600",
    category: "meals",
    purpose: `Lunch ${name}`,
    receipts: {
      ...receipt,
      name: `${name}.png`,
      content: Buffer.concat([receipt.content, Buffer.from(name)]),
    },
  });

  /** The messages of somebody's chat in which the bot asks whether it may give a file; nobody here takes it by themselves. */
  const offers = (client: HandMadeTeamsClient, post: Post) =>
    company.running.teams.workplace.messages.of(client.place(post).conversation.id).flatMap((message) => {
      const consent = message.attachments.find(({ contentType }) => contentType === consentCard);
      return consent ? [{ message, consent }] : [];
    });

  it("are sent to the bot, filed, and reach the approver byte by byte once they take them", async () => {
    const claim = filed("taken");
    const reference = await company.claimByForm("rep", claim);
    const stored = await company.running.db.client.storedFile.findFirstOrThrow({
      where: { name: "taken.png" },
    });
    expect(Buffer.from(stored.content).equals(claim.receipts.content)).toBe(true);
    await cardOf(company.as("head"), reference).click("View receipts");
    await company.settled();
    const { files } = company.running.teams.workplace;
    const received = company
      .as("head")
      .dm()
      .messages.flatMap((message) => message.files);
    expect(received.map(({ name }) => name)).toEqual(["taken.png"]);
    const [upload] = company.running
      .inTeams("head")
      .dm()
      .messages.flatMap((message) => message.files);
    const bytes = files.find(upload?.id ?? "")?.content;
    expect(bytes?.equals(claim.receipts.content)).toBe(true);
  });

  it("are given to nobody else, whoever answers the offer, and it cannot be taken by guessing", async () => {
    const { teams } = company.running;
    const client = new HandMadeTeamsClient(company.running);
    const claim = filed("private");
    const reference = await company.claimByForm("rep", claim);
    await client.press("director", "expense.receipts", reference.slice(4));
    await company.settled();
    const [offer] = offers(client, "director");
    if (!offer) throw new Error("nothing was offered");
    let tries = 0;
    const accept = async (post: Post, context: unknown) => {
      const uniqueId = `try-${tries++}`;
      const plan = teams.workplace.uploads.plan(client.person(post).id, "private.png", uniqueId, "none");
      const answer = await client.invoke(post, "fileConsent/invoke", {
        type: "fileUpload",
        action: "accept",
        context: isObject(Object(context)) ? JSON.parse(JSON.stringify(context)) : null,
        uploadInfo: {
          contentUrl: "https://example.sharepoint.com/private.png",
          name: "private.png",
          uploadUrl: `${teams.workplace.origin}/teams/uploads/${plan.ticket}`,
          uniqueId,
          fileType: "png",
        },
      });
      await company.settled();
      return { answer, fileId: teams.workplace.uploads.find(plan.ticket)?.fileId };
    };
    const context = offer.consent.content?.acceptContext;
    for (const post of ["otherRep", "specialist", "head", "rep"] as const) {
      expect((await accept(post, context)).answer.status).toBe(200);
      await company.running.inTeams(post).dm().waitForMessage("private.png is no longer kept");
      expect(teams.workplace.uploads.byUniqueId(`try-${tries - 1}`)?.fileId).toBeUndefined();
    }
    for (const forged of [
      { drumbeat: { offer: "file:1" } },
      { drumbeat: { offer: "" } },
      { drumbeat: 5 },
      null,
    ])
      expect((await accept("director", forged)).fileId).toBeUndefined();
    await accept("director", context);
    const theirs = await company.running
      .inTeams("director")
      .waitFor(() => teams.workplace.uploads.byUniqueId(`try-${tries - 1}`)?.fileId);
    expect(teams.workplace.files.find(theirs)?.content.equals(claim.receipts.content)).toBe(true);
  });

  it("that are declined are not sent, and the question goes", async () => {
    const client = new HandMadeTeamsClient(company.running);
    const reference = await company.claimByForm("rep", filed("declined"));
    await client.press("generalManager", "expense.receipts", reference.slice(4));
    await company.settled();
    const [offer] = offers(client, "generalManager");
    if (!offer) throw new Error("nothing was offered");
    const context = objectAt(offer.consent.content, "declineContext");
    await client.invoke(
      "generalManager",
      "fileConsent/invoke",
      { type: "fileUpload", action: "decline", context: context ?? null },
      { replyToId: offer.message.id },
    );
    await company.running.inTeams("generalManager").dm().waitForMessage("declined.png was not sent.");
    expect(offers(client, "generalManager")).toEqual([]);
  });
});
