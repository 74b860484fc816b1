import { type Change, reduce, type Workspace } from "../../sandbox/page/state/reduce";
import type { Member, Message, Snapshot } from "../../sandbox/protocol";

const me: Member = {
  id: "U1",
  name: "Ann",
  title: "",
  email: "ann@example.com",
  locale: "en-US",
  timeZone: "UTC",
  isBot: false,
};
const snapshot: Snapshot = {
  me,
  members: [me],
  conversations: [{ id: "C1", kind: "channel", name: "general", memberIds: ["U1"] }],
  messages: {},
  unread: {},
  commands: [],
  messageShortcuts: [],
  modals: [],
  home: null,
};

function message(ts: string, userId = "U2"): Message {
  return { conversationId: "C1", ts, userId, text: ts, blocks: [], files: [], edited: false };
}

function workspaceAfter(...changes: Change[]): Workspace {
  const all: Change[] = [{ type: "loaded", snapshot }, ...changes];
  const workspace = all.reduce<Workspace | undefined>(reduce, undefined);
  if (!workspace) throw new Error("nothing was loaded");
  return workspace;
}

const times = (workspace: Workspace) => workspace.snapshot.messages.C1?.map(({ ts }) => ts);

describe("the workspace on the page", () => {
  test("keeps messages in order, and a message that comes twice once", () => {
    const workspace = workspaceAfter(
      { type: "message", message: message("2.000000") },
      { type: "message", message: message("1.000000") },
      { type: "message", message: message("2.000000") },
    );
    expect(times(workspace)).toEqual(["1.000000", "2.000000"]);
    expect(workspace.snapshot.unread).toEqual({ C1: 2 });
  });

  test("counts neither one's own messages nor those on the screen as unread", () => {
    expect(workspaceAfter({ type: "message", message: message("1.000000", "U1") }).snapshot.unread).toEqual(
      {},
    );
    const open = workspaceAfter(
      { type: "message", message: message("1.000000") },
      { type: "opened", conversationId: "C1" },
      { type: "message", message: message("2.000000") },
    );
    expect(open.snapshot.unread).toEqual({ C1: 0 });
  });

  test("changes and deletes messages", () => {
    const changed = { ...message("1.000000"), text: "changed", edited: true };
    const workspace = workspaceAfter(
      { type: "message", message: message("1.000000") },
      { type: "message", message: message("2.000000") },
      { type: "messageChanged", message: changed },
      { type: "messageDeleted", conversationId: "C1", ts: "2.000000" },
    );
    expect(workspace.snapshot.messages.C1).toEqual([changed]);
  });

  test("says the same problem once until it is dismissed", () => {
    const told = workspaceAfter({ type: "problem", text: "No." }, { type: "problem", text: "No." });
    expect(told.problems.map(({ text }) => text)).toEqual(["No."]);
    const id = told.problems[0]?.id ?? -1;
    expect(reduce(told, { type: "problemDismissed", id })?.problems).toEqual([]);
  });
});
