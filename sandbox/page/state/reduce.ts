import type { Message, Snapshot, StreamEvent } from "../../protocol";

export interface Problem {
  id: number;
  text: string;
}

export interface Workspace {
  snapshot: Snapshot;
  problems: Problem[];
  /** The conversation on the screen, whose new messages do not count as unread. */
  open: string | undefined;
}

export type Change =
  | StreamEvent
  | { type: "loaded"; snapshot: Snapshot }
  | { type: "opened"; conversationId: string | undefined }
  | { type: "problemDismissed"; id: number };

/** Message ids are fixed-width seconds, a dot and six digits, so they sort as text. */
function inOrder(messages: Message[], message: Message): Message[] {
  const last = messages.at(-1);
  if (!last || last.ts < message.ts) return [...messages, message];
  const found = messages.findIndex((other) => other.ts >= message.ts);
  const replaces = messages[found]?.ts === message.ts;
  return messages.toSpliced(found, replaces ? 1 : 0, message);
}

function withMessages(
  workspace: Workspace,
  conversationId: string,
  change: (list: Message[]) => Message[],
): Workspace {
  const { snapshot } = workspace;
  const messages = {
    ...snapshot.messages,
    [conversationId]: change(snapshot.messages[conversationId] ?? []),
  };
  return { ...workspace, snapshot: { ...snapshot, messages } };
}

function withUnread(workspace: Workspace, conversationId: string, count: number): Workspace {
  const { snapshot } = workspace;
  if ((snapshot.unread[conversationId] ?? 0) === count) return workspace;
  return {
    ...workspace,
    snapshot: { ...snapshot, unread: { ...snapshot.unread, [conversationId]: count } },
  };
}

/** The same event may come twice, once in the snapshot and once in the stream, so a known message is replaced. */
function arrived(workspace: Workspace, message: Message): Workspace {
  const { snapshot } = workspace;
  const { conversationId, ts } = message;
  const known = snapshot.messages[conversationId]?.some((other) => other.ts === ts) ?? false;
  const next = withMessages(workspace, conversationId, (list) => inOrder(list, message));
  if (known || message.userId === snapshot.me.id || workspace.open === conversationId) return next;
  return withUnread(next, conversationId, (snapshot.unread[conversationId] ?? 0) + 1);
}

let lastProblem = 0;

export function reduce(workspace: Workspace | undefined, change: Change): Workspace | undefined {
  if (change.type === "loaded") {
    const loaded = {
      snapshot: change.snapshot,
      problems: workspace?.problems ?? [],
      open: workspace?.open,
    };
    return loaded.open === undefined ? loaded : withUnread(loaded, loaded.open, 0);
  }
  if (!workspace) return workspace;
  const { snapshot } = workspace;
  switch (change.type) {
    case "message":
      return arrived(workspace, change.message);
    case "messageChanged":
      return withMessages(workspace, change.message.conversationId, (list) =>
        list.map((message) => (message.ts === change.message.ts ? change.message : message)),
      );
    case "messageDeleted":
      return withMessages(workspace, change.conversationId, (list) =>
        list.filter((message) => message.ts !== change.ts),
      );
    case "conversation": {
      const { conversation } = change;
      const known = snapshot.conversations.some((other) => other.id === conversation.id);
      const conversations = known
        ? snapshot.conversations.map((other) => (other.id === conversation.id ? conversation : other))
        : [...snapshot.conversations, conversation];
      return { ...workspace, snapshot: { ...snapshot, conversations } };
    }
    case "modals":
      return { ...workspace, snapshot: { ...snapshot, modals: change.modals } };
    case "home":
      return { ...workspace, snapshot: { ...snapshot, home: change.view } };
    case "problem": {
      // The same sentence may come as the answer to an act and as an event: it is said once.
      if (workspace.problems.some((problem) => problem.text === change.text)) return workspace;
      lastProblem += 1;
      return { ...workspace, problems: [...workspace.problems, { id: lastProblem, text: change.text }] };
    }
    case "problemDismissed":
      return { ...workspace, problems: workspace.problems.filter((problem) => problem.id !== change.id) };
    case "opened": {
      const opened = { ...workspace, open: change.conversationId };
      return change.conversationId === undefined ? opened : withUnread(opened, change.conversationId, 0);
    }
  }
}
