import { hrefOf, readAddress } from "../../sandbox/page/state/address";

describe("the page's address", () => {
  it("names a person and a place in each client, and which client is shown", () => {
    const search = "?as=U1&in=C1&teamsAs=grace%40example.com&teamsIn=19%3Aabc&show=teams";
    expect(readAddress(search)).toEqual({
      as: "U1",
      place: "C1",
      teamsAs: "grace@example.com",
      teamsPlace: "19:abc",
      shown: "teams",
    });
    expect(readAddress(hrefOf(search, {}))).toEqual(readAddress(search));
  });

  it("is Slack's alone as before where nothing else was chosen", () => {
    expect(hrefOf("", { as: "U1", place: "home" })).toBe("?as=U1&in=home");
  });

  it("changes what a step is about and leaves the other client where it is", () => {
    const search = "?as=U1&in=C1&teamsAs=grace%40example.com&teamsIn=19%3Aabc";
    expect(readAddress(hrefOf(search, { place: "C2" }))).toEqual({ ...readAddress(search), place: "C2" });
    expect(readAddress(hrefOf(search, { teamsPlace: undefined })).teamsPlace).toBeUndefined();
  });

  it("shows what it always shows where it does not know the client", () => {
    expect(readAddress("?show=pager").shown).toBeUndefined();
  });
});
