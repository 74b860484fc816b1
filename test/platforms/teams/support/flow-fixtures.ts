import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Payload = Record<string, unknown>;

/** An activity as Teams sends it, from test/fixtures/teams, with some of its fields replaced. */
export function fixture(name: string, changes: Payload = {}): Payload {
  const path = join(__dirname, "..", "..", "..", "fixtures", "teams", `${name}.json`);
  return { ...JSON.parse(readFileSync(path, "utf8")), ...changes };
}
