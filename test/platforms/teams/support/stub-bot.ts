import { DrumbeatAdapter } from "../../../../src/platforms/teams/adapter";
import type { TeamsConfig } from "../../../../src/platforms/teams/connect";
import { type Connector, connectorOf } from "../../../../src/platforms/teams/connector";
import { type Reach, reachOf } from "../../../../src/platforms/teams/hosts";
import { appId, tenantId } from "./door-tokens";
import type { StubMicrosoft } from "./stub-microsoft";

export const registeredAt = ({ authority }: StubMicrosoft): TeamsConfig => ({
  kind: "registered",
  appId,
  password: "the-password",
  appType: "SingleTenant",
  tenantId,
  authority,
});

/** A connector that speaks to the stub as a registered bot. */
export function stubBot(
  microsoft: StubMicrosoft,
  clock: { now(): Date } = { now: () => new Date() },
  config: TeamsConfig = registeredAt(microsoft),
): { connector: Connector; adapter: DrumbeatAdapter; reach: Reach } {
  const adapter = new DrumbeatAdapter(config, clock);
  const reach = reachOf(config);
  return { connector: connectorOf(adapter, reach), adapter, reach };
}
