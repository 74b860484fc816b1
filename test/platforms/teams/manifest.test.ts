import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { packTeamsApp, readSettings, teamsFolder } from "../../../scripts/pack-teams-app";
import { features } from "../../../src/handlers/registry";
import { limits } from "../../../src/platforms/teams/limits";
import { manifestText, teamsManifest } from "../../../src/platforms/teams/manifest";

const settings = { appId: "12345678-90ab-cdef-1234-567890abcdef", host: "bot.acme.example" };
const feature = {
  commands: [{ name: "expense", summary: { manifest: "File an expense" } }],
  messageShortcuts: [{ name: "complaint-from-message", title: "Record a complaint" }],
  recordSearches: [{ source: "customer", title: "Customers", description: "Find a customer" }],
};

it("manifests/teams/manifest.json is what the registry says (npm run manifest:teams writes it)", () => {
  expect(readFileSync(join(teamsFolder, "manifest.json"), "utf8")).toBe(manifestText(features));
});

it("lists commands wherever the bot can be", () => {
  expect(teamsManifest([feature], settings).bots).toEqual([
    {
      botId: settings.appId,
      scopes: ["personal", "team", "groupChat"],
      supportsFiles: true,
      isNotificationOnly: false,
      commandLists: [
        {
          scopes: ["personal", "team", "groupChat"],
          commands: [{ title: "expense", description: "File an expense" }],
        },
      ],
    },
  ]);
});

it("offers searches beside the message box, and shortcuts at a message", () => {
  const [extension] = teamsManifest([feature], settings).composeExtensions ?? [];
  expect(extension).toMatchObject({
    botId: settings.appId,
    commands: [
      { id: "customer", type: "query", title: "Customers", parameters: [{ name: "query" }] },
      { id: "complaint-from-message", type: "action", context: ["message"], fetchTask: true },
    ],
  });
});

it("has no message extension where there is nothing for it", () => {
  expect(teamsManifest([{}], settings)).not.toHaveProperty("composeExtensions");
});

it.each([
  ["a command's description", { commands: [{ name: "x", summary: { manifest: "x".repeat(129) } }] }, /128/],
  ["a search's title", { recordSearches: [{ source: "x", title: "x".repeat(33), description: "x" }] }, /32/],
  ["a shortcut's name", { messageShortcuts: [{ name: "x".repeat(65), title: "x" }] }, /64/],
  ["a list of commands", { commands: Array(11).fill({ name: "x", summary: { manifest: "x" } }) }, /takes 10/],
])("refuses %s that Teams does not take", (_what, wrong, problem) => {
  expect(() => teamsManifest([wrong], settings)).toThrow(problem);
});

it.each([
  ["color.png", limits.manifest.colorIcon],
  ["outline.png", limits.manifest.outlineIcon],
])("%s is %i pixels wide and high", (name, size) => {
  const icon = readFileSync(join(teamsFolder, name));
  expect(icon.subarray(1, 4).toString()).toBe("PNG");
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
});

describe("the zip for an administrator", () => {
  const files = unzipSync(packTeamsApp(manifestText(features, settings)));

  it("holds the manifest and its icons, and nothing else", () => {
    expect(Object.keys(files).sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
    expect(Buffer.from(files["color.png"] ?? [])).toEqual(readFileSync(join(teamsFolder, "color.png")));
  });

  it("is for the app and the host that were named", () => {
    const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
    expect(manifest).toMatchObject({
      id: settings.appId,
      bots: [{ botId: settings.appId }],
      composeExtensions: [{ botId: settings.appId }],
      validDomains: ["bot.acme.example"],
      developer: { websiteUrl: "https://bot.acme.example" },
    });
  });
});

describe("the command line", () => {
  it("takes an app id, and a host or the usual one", () => {
    expect(readSettings(settings.appId.toUpperCase(), undefined, "usual.example")).toEqual({
      appId: settings.appId,
      host: "usual.example",
    });
    expect(readSettings(settings.appId, "Bot.Acme.Example", "usual.example")).toEqual(settings);
  });

  it.each([
    ["drumbeat", undefined, /no app id/],
    [settings.appId, "https://bot.acme.example", /no host name/],
    [settings.appId, "localhost", /no host name/],
  ])("says what is wrong with %s %s", (appId, host, problem) => {
    expect(readSettings(appId, host, "usual.example")).toMatch(problem);
  });
});
