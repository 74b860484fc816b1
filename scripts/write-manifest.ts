import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { features } from "../src/handlers/registry";
import { manifestText as slackManifestText } from "../src/platforms/slack/manifest";
import { placeholderSettings, manifestText as teamsManifestText } from "../src/platforms/teams/manifest";
import { packTeamsApp, readSettings, teamsFolder } from "./pack-teams-app";

/** Writes manifests/ from what Drumbeat does (a test compares the two), and packs the app for an administrator of Teams. */
const [platform, ...rest] = process.argv.slice(2);
if (platform === "slack") writeSlack();
else if (platform === "teams") writeTeams(rest[0], rest[1]);
else throw new Error("Say which: slack or teams.");

function writeSlack(): void {
  writeFileSync(join(__dirname, "..", "manifests", "slack.json"), slackManifestText(features));
}

function writeTeams(appId: string | undefined, host: string | undefined): void {
  writeFileSync(join(teamsFolder, "manifest.json"), teamsManifestText(features));
  if (appId === undefined) {
    say("Wrote manifests/teams/manifest.json. For the zip that an administrator uploads, give the app id:");
    say("  npm run manifest:teams -- <app id> [host name]");
    return;
  }
  const settings = readSettings(appId, host, placeholderSettings.host);
  if (typeof settings === "string") {
    process.stderr.write(`${settings}\n`);
    process.exitCode = 1;
    return;
  }
  const folder = join(__dirname, "..", "dist");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "drumbeat-teams.zip");
  writeFileSync(path, packTeamsApp(teamsManifestText(features, settings)));
  say(`Wrote ${path}: upload it in the Teams admin center (Teams apps, Manage apps), or in Teams itself.`);
  if (host === undefined)
    say(`The app names ${settings.host} as its home page; give a host name to change that.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
