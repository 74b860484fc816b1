import type { Warning } from "../../domain/outbox";
import { type Card, text } from "../../ui/card";
import type { Context } from "../context";

/** What an administrator is told when something needs them. */
export async function warningCard({ texts, db }: Context, warning: Warning): Promise<Card> {
  const words = texts.drumbeat.warnings;
  switch (warning.kind) {
    case "channel_missing":
      return { title: words.title, elements: [text(words.channelMissing(warning.name))] };
    case "person_unreachable": {
      const person = await db.person.findUnique({ where: { id: warning.personId }, select: { name: true } });
      const platforms: Readonly<Record<string, string>> = texts.drumbeat.audit.via;
      const platform = platforms[warning.platform] ?? warning.platform;
      return {
        title: words.title,
        elements: [text(words.personUnreachable(person?.name ?? String(warning.personId), platform))],
      };
    }
  }
}
