import type { Topic } from "../domain/references";
import type { PersonalView, Port } from "../platforms/port";
import type { JobSurroundings } from "./surroundings";

/**
 * Who of a channel is shown a card of their own there, by their accounts on that platform. Empty where it is for nobody, and on a
 * platform that has no such thing.
 */
export async function personalView(
  { db, notices }: Pick<JobSurroundings, "db" | "notices">,
  { name: platform, workspace, abilities }: Pick<Port, "name" | "workspace" | "abilities">,
  notice: string,
  subject: Topic,
): Promise<{ personal?: PersonalView }> {
  if (!abilities.personalViews) return {};
  const { action, id, people } = await notices.personal(notice, subject);
  if (people.length === 0) return {};
  const accounts = await db.account.findMany({
    where: { platform, workspace, personId: { in: [...people] } },
    select: { userId: true },
    orderBy: { id: "asc" },
  });
  const userIds = accounts.map(({ userId }) => userId);
  return userIds.length > 0 ? { personal: { action, id, userIds } } : {};
}
