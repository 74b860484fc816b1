import { readProjectLine } from "../../../src/handlers/projects/read-project-line";

const whole = { title: "Website relaunch", budget: "80000.00", startsOn: "2026-12-01", endsOn: "2027-03-31" };

test.each([
  ["Website relaunch 80000 2026-12-01 2027-03-31"],
  ["  Website   relaunch ¥80,000 2026/12/1 - 2027/3/31 "],
  ["Website relaunch 2026-12-01 2027-03-31 80000"],
  ["Website relaunch CNY 80000 from 2026-12-01 to 2027-03-31"],
  ["Website relaunch 80000 元 2026年12月1日至2027年3月31日"],
  ["Website relaunch 80000元 从2026.12.01到2027.03.31"],
  ["Website relaunch ８００００ ２０２６－１２－０１—2027-03-31"],
  ["Website 2026-12-01 relaunch 2027-03-31 80000"],
])("reads %j whole", (typed) => {
  expect(readProjectLine(typed, "CNY")).toEqual(whole);
});

test.each([
  [
    "官网改版 80000 2026-12-01",
    { title: "官网改版", budget: "80000.00", startsOn: "2026-12-01", endsOn: null },
  ],
  ["Website relaunch", { title: "Website relaunch", budget: null, startsOn: null, endsOn: null }],
  ["80000", { title: "", budget: "80000.00", startsOn: null, endsOn: null }],
  ["Phase 2 80000", { title: "Phase 2", budget: "80000.00", startsOn: null, endsOn: null }],
  ["Move 2026-02-30 -5", { title: "Move 2026-02-30 -5", budget: null, startsOn: null, endsOn: null }],
  ["Where we go to", { title: "Where we go to", budget: null, startsOn: null, endsOn: null }],
  [
    "官网（二期），改版 ８０，０００",
    { title: "官网（二期），改版", budget: "80000.00", startsOn: null, endsOn: null },
  ],
  ["", { title: "", budget: null, startsOn: null, endsOn: null }],
])("takes from %j what is there and leaves the rest in the title", (typed, expected) => {
  expect(readProjectLine(typed, "CNY")).toEqual(expected);
});

test("takes no longer for a line made to be slow", () => {
  const started = performance.now();
  readProjectLine(`x${" – - to 从".repeat(1500)} x 2026-12-01`, "CNY");
  expect(performance.now() - started).toBeLessThan(500);
});
