import { reduceTeams, type TeamsChange, type Tenant } from "../../sandbox/page/teams/state/reduce";
import type { TeamsMember, TeamsMessage, TeamsSnapshot } from "../../sandbox/teams/protocol";

const me: TeamsMember = {
  id: "29:1",
  email: "ann@example.com",
  name: "Ann",
  title: "",
  locale: "en-US",
  timeZone: "UTC",
};
const snapshot: TeamsSnapshot = {
  me,
  members: [me],
  conversations: [{ id: "p", kind: "personal", name: "Drumbeat" }],
  messages: {},
  unread: {},
  botName: "Drumbeat",
  commands: [],
  searches: [],
  messageActions: [],
  dialog: null,
};

function message(id: string, fromName = "Drumbeat"): TeamsMessage {
  return {
    conversationId: "p",
    id,
    fromBot: fromName === "Drumbeat",
    fromName,
    text: id,
    textFormat: "plain",
    attachments: [],
    files: [],
    edited: false,
    sentAt: "2026-11-23T08:00:00.000Z",
  };
}

function tenantAfter(...changes: TeamsChange[]): Tenant {
  const all: TeamsChange[] = [{ type: "loaded", snapshot }, ...changes];
  const tenant = all.reduce<Tenant | undefined>(reduceTeams, undefined);
  if (!tenant) throw new Error("nothing was loaded");
  return tenant;
}

describe("the Teams tenant on the page", () => {
  it("keeps messages as they came, and a message that comes twice once", () => {
    const again = { ...message("1"), text: "again" };
    const tenant = tenantAfter(
      { type: "message", message: message("1") },
      { type: "message", message: message("2") },
      { type: "message", message: again },
    );
    expect(tenant.snapshot.messages.p).toEqual([again, message("2")]);
    expect(tenant.snapshot.unread).toEqual({ p: 2 });
  });

  it("counts neither one's own messages nor those on the screen as unread", () => {
    expect(tenantAfter({ type: "message", message: message("1", "Ann") }).snapshot.unread).toEqual({});
    const open = tenantAfter(
      { type: "message", message: message("1") },
      { type: "opened", conversationId: "p" },
      { type: "message", message: message("2") },
    );
    expect(open.snapshot.unread).toEqual({ p: 0 });
    const left = reduceTeams(open, { type: "opened", conversationId: undefined });
    expect(reduceTeams(left, { type: "message", message: message("3") })?.snapshot.unread).toEqual({ p: 1 });
  });

  it("changes and deletes messages", () => {
    const changed = { ...message("1"), text: "changed", edited: true };
    const tenant = tenantAfter(
      { type: "message", message: message("1") },
      { type: "message", message: message("2") },
      { type: "messageChanged", message: changed },
      { type: "messageDeleted", conversationId: "p", id: "2" },
    );
    expect(tenant.snapshot.messages.p).toEqual([changed]);
  });

  it("opens a dialog, takes the one that the bot draws anew, and closes it", () => {
    const dialog = { title: "File", height: "medium", width: "medium", card: { a: 1 } };
    const anew = { ...dialog, card: { a: 2 } };
    expect(tenantAfter({ type: "dialog", dialog }, { type: "dialog", dialog: anew }).snapshot.dialog).toEqual(
      anew,
    );
    expect(
      tenantAfter({ type: "dialog", dialog }, { type: "dialog", dialog: null }).snapshot.dialog,
    ).toBeNull();
  });

  it("adds a conversation, or takes its new name", () => {
    const conversation = { id: "c", kind: "channel", name: "General" } as const;
    const tenant = tenantAfter(
      { type: "conversation", conversation },
      { type: "conversation", conversation: { ...conversation, name: "Renamed" } },
    );
    expect(tenant.snapshot.conversations.map(({ name }) => name)).toEqual(["Drumbeat", "Renamed"]);
  });

  it("says the same notice once until it is dismissed, and keeps it over a reconnection", () => {
    const told = tenantAfter(
      { type: "notice", text: "No." },
      { type: "notice", text: "No." },
      { type: "loaded", snapshot },
    );
    expect(told.notices.map(({ text }) => text)).toEqual(["No."]);
    const id = told.notices[0]?.id ?? -1;
    expect(reduceTeams(told, { type: "noticeDismissed", id })?.notices).toEqual([]);
  });
});
