import { DomainError } from "../domain/errors";
import { wasToldToChannel } from "../domain/messages/sent-messages";
import { referenceOf, type Topic, topicKinds } from "../domain/references";
import type { Notice } from "../ui/feature";
import { nothing, type Outcome, replaceCard } from "../ui/outcome";
import { type Context, nobodyInParticular } from "./context";
import { requireId } from "./require-reference";

/** The action by which a client asks for its reader's own view of a notice that stands in a channel. */
export const viewAction = "notice.view";

export const viewId = (notice: string, { kind, id }: Topic): string => `${notice} ${kind} ${id}`;

/** Who of a channel is shown a notice as their own. */
export const viewersOf = (
  { people, viewers = people }: Notice<Context>,
  context: Context,
  { kind, id }: Topic,
): Promise<readonly number[]> => viewers(context, id, kind);

/**
 * What this reader sees of a notice in a channel: those it is for, their own card; others, the channel's. A notice that no
 * channel was told and that is not for them does not exist: the id is anybody's to make up. Throws NOT_FOUND.
 */
export async function viewNotice(
  context: Context,
  notices: ReadonlyMap<string, Notice<Context>>,
  viewed: string,
): Promise<Outcome> {
  const [name = "", typedKind, typedId = ""] = viewed.split(" ");
  const notice = notices.get(name);
  const kind = topicKinds.find((each) => each === typedKind);
  if (!notice || !kind) throw new DomainError({ code: "NOT_FOUND", reference: viewed });
  const id = requireId(typedId);
  const isFor = (await viewersOf(notice, context, { kind, id })).includes(context.actor.id);
  if (
    !isFor &&
    !(context.interaction && (await wasToldToChannel(context.db, name, { kind, id }, context.interaction)))
  )
    throw new DomainError({
      code: "NOT_FOUND",
      reference: kind === "person" ? viewed : referenceOf(kind, id),
    });
  const reader = isFor ? context : { ...context, actor: nobodyInParticular };
  const card = await notice.card(reader, id, kind);
  return card ? replaceCard(card) : nothing;
}
