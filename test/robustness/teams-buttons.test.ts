import {
  actions,
  expectHidden,
  faultsBesideTable,
  faultsOfForgedIds,
  hiddenFrom,
  mayChange,
  posts,
} from "./support/button-rules";
import { faultsOfRefusedInTeams, judgeInTeams } from "./support/teams-judge";
import { shareRecordsInTeams } from "./support/teams-records";

const shared = shareRecordsInTeams();

it.each(actions)(
  "a button with a forged id, in Teams: %s is answered and does nothing",
  async (action) => {
    const { company, client } = shared;
    const wrong = await faultsOfForgedIds((post, id) =>
      faultsOfRefusedInTeams(company, () => client.press(post, action, id)),
    );
    expect(wrong).toEqual({});
  },
  60_000,
);

describe("who may change what by a button, in Teams", () => {
  it.each(mayChange)(
    "%s on the %s: %j",
    async (action, record, who) => {
      const { company, client, ids } = shared;
      for (const post of posts.filter((each) => !who.includes(each)))
        for (const channel of [undefined, "general"]) {
          const { faults, changed } = await judgeInTeams(company, () =>
            client.press(post, action, ids[record], channel),
          );
          expect({ post, faults, changed }).toEqual({ post, faults: [], changed: [] });
        }
    },
    60_000,
  );

  it("no button changes a record but those of the table, whoever presses it", async () => {
    const { company, client, ids } = shared;
    const wrong = await faultsBesideTable(ids, (post, action, id) =>
      judgeInTeams(company, () => client.press(post, action, id)),
    );
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(hiddenFrom)("%s of another's %s is answered as for one that is not there", (...hidden) => {
    const { client, ids } = shared;
    return expectHidden((post, action, id) => client.press(post, action, id), ids, hidden);
  });
});
