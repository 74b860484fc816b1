import { picture, shareCompany } from "../support/flows";
import { expectDoneOnce } from "../support/replays";

/** What each platform calls the delivery that brings something. */
const kinds = [
  { platform: "slack", command: "command", press: "interaction", form: "interaction", file: "event" },
  {
    platform: "teams",
    command: "message",
    press: "adaptiveCard/action",
    form: "task/submit",
    file: "message",
  },
] as const;

describe.each(kinds)(
  "a delivery on $platform that comes once more, byte by byte, does nothing twice:",
  (kind) => {
    const company = shareCompany({ platform: kind.platform });

    it("a command", async () => {
      await company.claim("rep", "62 taxi replayed");
      await expectDoneOnce(company, kind.command);
    });

    it("a press", async () => {
      const reference = await company.claim("rep", "63 taxi pressed");
      await company.approve(reference, "head");
      await expectDoneOnce(company, kind.press);
      expect(company.as("head").dm().last()?.text).not.toMatch(/already/);
    });

    it("a form", async () => {
      await company.claimByForm("rep", { amount: "64", category: "travel", purpose: "Form handed in" });
      await expectDoneOnce(company, kind.form);
    });

    it("a picture sent to the bot", async () => {
      await company.as("rep").say("", { files: [picture("replayed")] });
      await company.settled();
      await company.as("rep").dm().waitForMessage("replayed.png is kept");
      await expectDoneOnce(company, kind.file);
    });
  },
);
