import { type RunningCompany, startCompany } from "../support/company";

let company: RunningCompany;
beforeAll(async () => {
  company = await startCompany();
  await company.everybodyArrives();
});
afterAll(() => company.stop());

/** The smallest PNG there is, made different by its last bytes. */
export const picture = (seed: string) => ({
  name: `${seed}.png`,
  mimeType: "image/png",
  content: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(seed)]),
});

describe("an expense", () => {
  it("is filed with a receipt by form, approved by the head and by finance, and every copy follows", async () => {
    const rep = company.as("rep");
    const { modal } = await rep.command("/expense new");
    if (!modal) throw new Error("no form opened");
    modal.fill({
      "Amount (CNY)": "1,280.50",
      Category: "Travel",
      Purpose: "Train to Acme",
      Receipts: picture("train"),
    });
    const submitted = await modal.submit();
    expect(submitted.errorsByLabel).toEqual({});
    expect(submitted.closed).toBe(true);

    const head = company.as("head");
    const asked = await head.dm().waitForMessage("EXP-1001");
    expect(asked.text).toContain("Train to Acme");
    expect(asked.text).toContain("CN¥1,280.50".replace("CN", ""));
    expect(asked.text).toMatch(/Budget 2026/);
    await asked.click("Approve");
    await company.settled();
    expect(asked.buttons).not.toContain("Approve");

    for (const post of ["finance", "otherFinance"] as const) {
      const copy = await company.as(post).dm().waitForMessage("EXP-1001");
      expect(copy.buttons).toContain("Approve");
    }
    await company.as("finance").dm().find("EXP-1001")?.click("Approve");
    await company.settled();
    for (const post of ["rep", "head", "finance", "otherFinance"] as const) {
      const copy = company.as(post).dm().find("EXP-1001");
      expect(copy?.text).toMatch(/approved by 吴敏/);
      expect(copy?.buttons).not.toContain("Approve");
    }
    expect(company.sandbox.workspace.problems).toEqual([]);
  });
});
