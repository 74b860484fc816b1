import { readCommand, suggest } from "../../sandbox/page/composer/completion";
import type { Member, SlashCommand } from "../../sandbox/protocol";

const commands: SlashCommand[] = [
  { name: "/expense", description: "", usageHint: "new" },
  { name: "/complaint", description: "", usageHint: "new" },
];
const lin: Member = {
  id: "U1",
  name: "Lin Hua",
  title: "",
  email: "lin@example.com",
  locale: "zh-CN",
  timeZone: "UTC",
  isBot: false,
};

describe("completion in the composer", () => {
  test("offers commands while the first word is typed, and only then", () => {
    expect(suggest("/e", 2, commands, []).map(({ text }) => text)).toEqual(["/expense "]);
    expect(suggest("/expense n", 10, commands, [])).toEqual([]);
    expect(suggest("say /e", 6, commands, [])).toEqual([]);
  });

  test("offers people after an @, by any of their names", () => {
    const [found] = suggest("ask @hu today", 7, commands, [lin]);
    expect(found?.text).toBe("ask @Lin Hua today");
    expect(found?.caret).toBe(13);
    expect(suggest("mail a@hu", 9, commands, [lin])).toEqual([]);
  });

  test("reads a command with what follows it, over several lines", () => {
    expect(readCommand("/Expense  new 12\nmore ")).toEqual({ name: "/expense", text: "new 12\nmore" });
    expect(readCommand("/expense")).toEqual({ name: "/expense", text: "" });
    expect(readCommand("1/2")).toBeUndefined();
    expect(readCommand("//")).toBeUndefined();
  });
});
