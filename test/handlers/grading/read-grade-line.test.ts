import { readGradeLine } from "../../../src/handlers/grading/read-grade-line";

test.each([
  ["CUS-1001 A because they open a market", "CUS-1001", "A", "they open a market"],
  ["cus 1001 b: a plan B, of theirs", "cus 1001", "B", "a plan B, of theirs"],
  ["1001 C", "1001", "C", null],
  ["CUS-1001 A级，因为是行业标杆", "CUS-1001", "A", "是行业标杆"],
  ["CUS-1001 Ａ 由於 是指標客戶", "CUS-1001", "A", "是指標客戶"],
  ["贝塔科技 D 已停业", "贝塔科技", "D", "已停业"],
  ["Acme Trading A as good as gold", "Acme Trading", "A", "good as gold"],
  ["CUS-1001 A asset of ours", "CUS-1001", "A", "asset of ours"],
  ["Acme Trading", "Acme Trading", null, null],
  // A small letter in a name is a word of it, and a letter in a word is no grade.
  ["Buy a House", "Buy a House", null, null],
  ["Acme AB", "Acme AB", null, null],
  ["CUS-1001 Because", "CUS-1001 Because", null, null],
  ["", "", null, null],
])("“%s” is about %s, grade %s, because %s", (typed, customer, grade, reason) => {
  expect(readGradeLine(typed)).toEqual({ customer, grade, reason });
});
