import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Payload = Record<string, unknown>;

/** A payload as Slack sends it, from test/fixtures/slack, with some of its fields replaced. */
export function fixture(name: string, changes: Payload = {}): Payload {
  const path = join(__dirname, "..", "..", "..", "fixtures", "slack", `${name}.json`);
  return { ...JSON.parse(readFileSync(path, "utf8")), ...changes };
}

/** The same for an event: `changes` go into the event itself. */
export function eventFixture(name: string, changes: Payload = {}, eventId = "Ev0123"): Payload {
  const payload = fixture(name, { event_id: eventId });
  return { ...payload, event: { ...Object(payload.event), ...changes } };
}
