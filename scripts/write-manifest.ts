import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { features } from "../src/handlers/registry";
import { manifestText } from "../src/platforms/slack/manifest";

/** Writes manifests/slack.json from what Drumbeat does; a test compares the two. */
writeFileSync(join(__dirname, "..", "manifests", "slack.json"), manifestText(features));
