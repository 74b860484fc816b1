import { Prisma } from "../db/generated/client";
import { enqueueSql } from "../domain/outbox";
import type { Database } from "../domain/scope";
import type { Interaction } from "../ui/interaction";

/**
 * Stores an event before the platform is told that it arrived: from then on a crash cannot lose it. The same event brought
 * again (a retry, a replay) is stored once. One statement.
 */
export async function acceptEvent(db: Database, interaction: Interaction): Promise<void> {
  const job = enqueueSql({ task: "receive", interaction });
  await db.$queryRaw(Prisma.sql`with noted as (
      insert into delivery (id) values (${interaction.deliveryId}) on conflict do nothing returning 1
    ) select ${job} from noted`);
}
