import { readFileSync } from "node:fs";
import { join } from "node:path";
import { features } from "../../../src/handlers/registry";
import { manifestText, slackManifest } from "../../../src/platforms/slack/manifest";

const feature = {
  commands: [{ name: "expense", summary: { manifest: "File an expense" }, usageHint: "new | list" }],
  messageShortcuts: [{ name: "complaint.from_message", title: "Record a complaint" }],
};

it("manifests/slack.json is what the registry says (npm run manifest:slack writes it)", () => {
  const file = readFileSync(join(__dirname, "..", "..", "..", "manifests", "slack.json"), "utf8");
  expect(file).toBe(manifestText(features));
});

it("lists commands and shortcuts with the address they go to", () => {
  const { features: said, settings } = slackManifest([feature]);
  expect(said.slash_commands).toEqual([
    {
      command: "/expense",
      url: "https://drumbeat.example.com/slack/events",
      description: "File an expense",
      usage_hint: "new | list",
      should_escape: false,
    },
  ]);
  expect(said.shortcuts).toEqual([
    {
      name: "Record a complaint",
      type: "message",
      callback_id: "complaint.from_message",
      description: "Drumbeat: Record a complaint",
    },
  ]);
  expect(settings.socket_mode_enabled).toBe(false);
});

it("needs no address in Socket Mode", () => {
  const manifest = slackManifest([feature], "socket");
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(manifest)).not.toContain("https://");
});

it("refuses a title that Slack does not take", () => {
  const long = { messageShortcuts: [{ name: "x", title: "x".repeat(25) }] };
  expect(() => slackManifest([long])).toThrow(/24 characters/);
});
