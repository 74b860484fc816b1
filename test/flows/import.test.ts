import { referenceIn, said, shareCompany } from "../support/flows";

const ways = [
  { platform: "slack", locale: "en" },
  { platform: "teams", locale: "en" },
  { platform: "slack", locale: "zh-Hans" },
  { platform: "teams", locale: "zh-Hant" },
] as const;

describe.each(ways)("a file of customers, on $platform in $locale", (way) => {
  const company = shareCompany(way);
  const { imports: words, errors } = company.texts;
  const lines = [
    "External ID,Company,Industry,Owner,Contact,Phone",
    "n1,Northwind Trading,retail,daniel.wright@yunfan.example,Li Na,13811112222",
    "n2,贝塔科技,制造业,,王芳,13811113333",
    "n3,,retail,,,",
  ];
  const send = async (rows: readonly string[], name = "customers.csv") => {
    const content = Buffer.from(`${rows.join("\n")}\n`);
    await company.as("marketingManager").say("", { files: [{ name, mimeType: "text/csv", content }] });
    await company.settled();
  };
  const card = (text: string) => company.as("marketingManager").dm().waitForMessage(text);

  it("is asked for in words that say what it may hold", async () => {
    const { text } = await company.as("marketingManager").command("/customer import");
    expect(text).toContain(words.how.send);
  });

  it("is shown with what would become of it, and nothing is in yet", async () => {
    await send(lines);
    const shown = await card(words.card.refusedLine(4));
    expect(shown.text).toContain(words.newOwner.pool);
    expect(shown.text).toMatch(said(words.statuses.preview));
    expect(await company.running.db.client.customer.count()).toBe(0);
  });

  it("is taken in by a press, and its refused rows come back as a file with their reasons", async () => {
    await (await card(words.card.refusedLine(4))).click(words.card.begin(2));
    await company.settled();
    const done = await card(words.card.sentBack);
    expect(done.text).toMatch(said(words.statuses.done));
    expect(done.text).toContain(words.card.count(words.counts.rejected, "1"));
    const customers = await company.running.db.client.customer.findMany({ include: { owner: true } });
    expect(customers.map(({ name, owner }) => [name, owner?.name ?? null])).toEqual([
      ["Northwind Trading", "Daniel Wright"],
      ["贝塔科技", null],
    ]);
    const [file] = await company.running.db.client.storedFile.findMany({ where: { purpose: "table" } });
    const back = Buffer.from(file?.content ?? []).toString();
    expect(back).toContain(words.file.refusedBecause);
    expect(back).toContain(errors.invalid.required);
    expect((await company.as("otherRep").command("/customer list")).text).toContain("Northwind Trading");
    expect(referenceIn((await company.as("head").command("/pool")).text, "CUS")).toMatch(/^CUS-/);
  });

  it("says of a word that is none of the choices which there are", async () => {
    await send(["External ID,Company,Industry", "n9,Zeta,unheard of"], "unheard.csv");
    const shown = await card(words.card.refusedLine(2));
    for (const names of Object.values(company.policy.customers.industries))
      expect(shown.text).toContain(names[way.locale]);
  });

  it("changes nothing when it is sent again", async () => {
    await send(lines, "again.csv");
    const shown = await card("again.csv");
    expect(shown.text).toContain(words.counts.unchanged);
    await shown.click(company.texts.shared.cancel);
    await company.settled();
    expect(await company.running.db.client.customer.count()).toBe(2);
  });

  it("of contacts and of deals joins the customers that are there", async () => {
    const { db } = company.running;
    await send(["Customer external ID,Contact,Job title", "n1,Zhou Jie,CEO", "n9,陈静,采购"], "contacts.csv");
    await (await card("contacts.csv")).click(words.card.begin(1));
    await send(
      [
        "External ID,Customer external ID,Product,Amount,Stage,Expected close,Status,Closed on,Owner",
        "d1,n1,crm,12800.50,proposal,2026-01-15,won,2026/2/1,",
      ],
      "deals.csv",
    );
    await (await card("deals.csv")).click(words.card.begin(1));
    await company.settled();
    const contacts = await db.client.contact.findMany({
      orderBy: { id: "asc" },
      include: { customer: true },
    });
    expect(contacts.map(({ name, customer }) => [name, customer.name])).toContainEqual([
      "Zhou Jie",
      "Northwind Trading",
    ]);
    const deal = await db.client.deal.findUniqueOrThrow({
      where: { externalId: "d1" },
      include: { owner: true },
    });
    expect(deal).toMatchObject({ status: "won", amountMinor: 1_280_050n, owner: { name: "Daniel Wright" } });
  });

  it("goes out as well as it came in, to those who may have it", async () => {
    const manager = company.as("marketingManager");
    const asked = await manager.command(
      `/customer export ${words.kinds.customers} ${company.texts.shared.wordsForAll[0]}`,
    );
    expect(asked.text).toContain(words.export.coming(words.kinds.customers, 2));
    await company.settled();
    const file = await company.running.db.client.storedFile.findFirstOrThrow({
      where: { name: { startsWith: words.kinds.customers } },
    });
    const received = manager.dm().messages.flatMap(({ files }) => files.map(({ name }) => name));
    if (way.platform === "slack") expect(received).toContain(file.name);
    else await manager.dm().waitForMessage(file.name);
    await send(Buffer.from(file.content).toString().trimEnd().split("\r\n"), "export.csv");
    const shown = await card("export.csv");
    expect(shown.text).toContain(words.counts.unchanged);
    expect(shown.text).not.toContain(words.counts.changed);
    expect(shown.text).not.toContain(words.counts.added);
    await shown.click(company.texts.shared.cancel);
  });

  it("goes out to nobody whose it is not", async () => {
    const { messages, text } = await company.as("rep").command("/customer export");
    expect(text).toContain(words.export.what);
    expect(text).not.toContain(words.export.all);
    await messages[0]?.click(words.kinds.customers);
    await company.as("rep").dm().waitForMessage(words.export.nothing);
    const refused = await company.as("rep").command("/customer export customers all");
    expect(refused.text).toContain(errors.notAllowed(errors.permissions["customer.export_any"]));
  });

  it("that is no table says how to make one", async () => {
    const files = [
      {
        name: "customers.xlsx",
        mimeType: "application/octet-stream",
        content: Buffer.from("PK\u0003\u0004"),
      },
    ];
    await company.as("marketingManager").say("", { files });
    await company.settled();
    await card(words.problems.no_table);
  });

  it("is taken from nobody who may not import", async () => {
    const files = [{ name: "mine.csv", mimeType: "text/csv", content: Buffer.from("Company\nAcme\n") }];
    await company.as("rep").say("", { files });
    await company.settled();
    await company.as("rep").dm().waitForMessage(errors.notAllowed(errors.permissions["customer.import"]));
    expect(await company.running.db.client.importRun.count({ where: { fileName: "mine.csv" } })).toBe(0);
  });
});
