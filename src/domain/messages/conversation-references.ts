import type { Database } from "../scope";

/** Where a conversation is reached. Its kinds and fields are explained in the schema. */
export interface ConversationReference {
  conversationId: string;
  kind: "personal" | "channel" | "group" | "team";
  serviceUrl: string;
  botId: string;
  userId: string | null;
  locale: string | null;
  timeZone: string | null;
}

const kinds: readonly ConversationReference["kind"][] = ["personal", "channel", "group", "team"];

/** The conversations of one workspace of a platform that has no one address for all of them. */
export function conversationReferences(db: Database, platform: string, workspace: string) {
  const here = { platform, workspace };
  const key = (conversationId: string) => ({
    platform_workspace_conversationId: { ...here, conversationId },
  });
  const newestFirst = { keptAt: "desc" } as const;

  return {
    /**
     * Stores it, or brings it up to date. What is not said this time (a client's language) stays as it was; what is said in a
     * personal conversation holds for that person's account too, which may have been met by e-mail before they said anything.
     */
    async keep({ conversationId, locale, timeZone, ...reference }: ConversationReference): Promise<void> {
      const said = { ...(locale ? { locale } : {}), ...(timeZone ? { timeZone } : {}) };
      const stored = { ...reference, ...said, keptAt: new Date() };
      await db.conversationReference.upsert({
        where: key(conversationId),
        create: { ...here, conversationId, ...stored },
        update: stored,
      });
      const { kind, userId } = reference;
      if (kind === "personal" && userId !== null && (locale || timeZone))
        await db.account.updateMany({ where: { ...here, userId }, data: said });
    },

    async find(conversationId: string): Promise<ConversationReference | null> {
      return read(await db.conversationReference.findUnique({ where: key(conversationId) }));
    },

    /** The personal conversation with somebody; the newest where there were several. */
    async findPersonal(userId: string): Promise<ConversationReference | null> {
      return read(
        await db.conversationReference.findFirst({
          where: { ...here, kind: "personal", userId },
          orderBy: newestFirst,
        }),
      );
    },

    async teams(): Promise<readonly ConversationReference[]> {
      const rows = await db.conversationReference.findMany({
        where: { ...here, kind: "team" },
        orderBy: { conversationId: "asc" },
      });
      return rows.flatMap((row) => read(row) ?? []);
    },

    async newest(): Promise<ConversationReference | null> {
      return read(await db.conversationReference.findFirst({ where: here, orderBy: newestFirst }));
    },

    async forget(conversationId: string): Promise<void> {
      await db.conversationReference.deleteMany({ where: { ...here, conversationId } });
    },
  };
}

/** Null for a kind that another version of Drumbeat knows. */
function read(
  row: (Omit<ConversationReference, "kind"> & { kind: string }) | null,
): ConversationReference | null {
  const kind = kinds.find((each) => each === row?.kind);
  if (!row || !kind) return null;
  const { conversationId, serviceUrl, botId, userId, locale, timeZone } = row;
  return { conversationId, kind, serviceUrl, botId, userId, locale, timeZone };
}
