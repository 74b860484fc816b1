import type { TeamsEvent, TeamsMessage, TeamsSnapshot } from "../../../teams/protocol";
import type { Problem } from "../../state/reduce";
import { isOwn } from "./own";

export interface Tenant {
  snapshot: TeamsSnapshot;
  notices: Problem[];
  /** The conversation on the screen, whose new messages do not count as unread. */
  open: string | undefined;
}

export type TeamsChange =
  | TeamsEvent
  | { type: "loaded"; snapshot: TeamsSnapshot }
  | { type: "opened"; conversationId: string | undefined }
  | { type: "noticeDismissed"; id: number };

function withMessages(
  tenant: Tenant,
  conversationId: string,
  change: (list: TeamsMessage[]) => TeamsMessage[],
): Tenant {
  const { snapshot } = tenant;
  const messages = {
    ...snapshot.messages,
    [conversationId]: change(snapshot.messages[conversationId] ?? []),
  };
  return { ...tenant, snapshot: { ...snapshot, messages } };
}

function withUnread(tenant: Tenant, conversationId: string, count: number): Tenant {
  const { snapshot } = tenant;
  if ((snapshot.unread[conversationId] ?? 0) === count) return tenant;
  return { ...tenant, snapshot: { ...snapshot, unread: { ...snapshot.unread, [conversationId]: count } } };
}

/** Kept as they came: the times of Teams' messages say only which second it was. */
function placed(list: TeamsMessage[], message: TeamsMessage): TeamsMessage[] {
  const known = list.findIndex(({ id }) => id === message.id);
  return known === -1 ? [...list, message] : list.toSpliced(known, 1, message);
}

/** The same event may come twice, once in the snapshot and once in the stream, so a known message is replaced. */
function arrived(tenant: Tenant, message: TeamsMessage): Tenant {
  const { snapshot } = tenant;
  const { conversationId, id } = message;
  const known = snapshot.messages[conversationId]?.some((other) => other.id === id) ?? false;
  const next = withMessages(tenant, conversationId, (list) => placed(list, message));
  if (known || isOwn(message, snapshot.me) || tenant.open === conversationId) return next;
  return withUnread(next, conversationId, (snapshot.unread[conversationId] ?? 0) + 1);
}

let lastNotice = 0;

export function reduceTeams(tenant: Tenant | undefined, change: TeamsChange): Tenant | undefined {
  if (change.type === "loaded") {
    const loaded = { snapshot: change.snapshot, notices: tenant?.notices ?? [], open: tenant?.open };
    return loaded.open === undefined ? loaded : withUnread(loaded, loaded.open, 0);
  }
  if (!tenant) return tenant;
  const { snapshot } = tenant;
  switch (change.type) {
    case "message":
      return arrived(tenant, change.message);
    case "messageChanged":
      return withMessages(tenant, change.message.conversationId, (list) =>
        list.map((message) => (message.id === change.message.id ? change.message : message)),
      );
    case "messageDeleted":
      return withMessages(tenant, change.conversationId, (list) =>
        list.filter((message) => message.id !== change.id),
      );
    case "conversation": {
      const { conversation } = change;
      const at = snapshot.conversations.findIndex(({ id }) => id === conversation.id);
      const conversations =
        at === -1
          ? [...snapshot.conversations, conversation]
          : snapshot.conversations.toSpliced(at, 1, conversation);
      return { ...tenant, snapshot: { ...snapshot, conversations } };
    }
    case "dialog":
      return { ...tenant, snapshot: { ...snapshot, dialog: change.dialog } };
    case "notice": {
      // The same sentence may come as the answer to an act and as an event: it is said once.
      if (tenant.notices.some((notice) => notice.text === change.text)) return tenant;
      lastNotice += 1;
      return { ...tenant, notices: [...tenant.notices, { id: lastNotice, text: change.text }] };
    }
    case "noticeDismissed":
      return { ...tenant, notices: tenant.notices.filter((notice) => notice.id !== change.id) };
    case "opened": {
      const opened = { ...tenant, open: change.conversationId };
      return change.conversationId === undefined ? opened : withUnread(opened, change.conversationId, 0);
    }
  }
}
