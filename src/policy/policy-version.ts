import { createHash } from "node:crypto";
import type { Database, Reader } from "../domain/scope";
import { type Policy, type PolicyContent, policySchema } from "./policy";

/** First 12 hex digits of the sha256 of the content, whatever the order of its keys. Lists keep their order: it has meaning. */
export function versionOf(content: PolicyContent): string {
  return createHash("sha256").update(canonical(content)).digest("hex").slice(0, 12);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** Keeps the policy in force, so that a request made under it can be read under it for ever. Does nothing the second time. */
export async function recordPolicyVersion(db: Database, policy: Policy): Promise<void> {
  const { version, ...content } = policy;
  await db.$executeRaw`
    insert into policy_version (version, content) values (${version}, ${canonical(content)}::jsonb) on conflict do nothing`;
}

const read = new Map<string, Policy>();

/** The policy of a version that was once in force. Kept in memory: a version's content never changes. */
export async function policyOfVersion(reader: Reader, version: string): Promise<Policy> {
  const known = read.get(version);
  if (known) return known;
  const row = await reader.policyVersion.findUnique({ where: { version } });
  if (!row) throw new Error(`no policy of version ${version} was ever recorded`);
  const policy = { ...policySchema.parse(row.content), version };
  read.set(version, policy);
  return policy;
}
