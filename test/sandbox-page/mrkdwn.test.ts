import { type Inline, readInline, readMrkdwn } from "../../sandbox/page/blocks/mrkdwn";

const read = (text: string, verbatim = false) => readInline(text, { verbatim });
const text = (words: string): Inline => ({ kind: "text", text: words });

describe("mrkdwn", () => {
  test("reads bold, italic, strike and code, one inside the other", () => {
    expect(read("*b _i_* ~s~ `c *x*`")).toEqual([
      { kind: "bold", children: [text("b "), { kind: "italic", children: [text("i")] }] },
      text(" "),
      { kind: "strike", children: [text("s")] },
      text(" "),
      { kind: "code", text: "c *x*" },
    ]);
  });

  test.each(["2*3*4", "snake_case_name", "* not bold *", "a ~ b ~ c", "*open", "中文*不加粗*中文"])(
    "leaves %s as it is",
    (words) => {
      expect(read(words)).toEqual([text(words)]);
    },
  );

  test("shows what was escaped, and does not read it as a mention", () => {
    expect(read("&lt;!channel&gt; &amp;lt;")).toEqual([text("<!channel> &lt;")]);
  });

  test("reads mentions, links and dates", () => {
    expect(read("<@U1|ann> <#C1> <!here> <https://a.test/?x=1&amp;y=2|here &amp; there>")).toEqual([
      { kind: "user", id: "U1", label: "ann" },
      text(" "),
      { kind: "channel", id: "C1", label: undefined },
      text(" "),
      { kind: "broadcast", name: "here" },
      text(" "),
      { kind: "link", url: "https://a.test/?x=1&y=2", label: "here & there" },
    ]);
    expect(read("<!date^1763900000^{date_num}|then>")).toEqual([
      { kind: "date", at: 1763900000, format: "{date_num}", url: undefined, fallback: "then" },
    ]);
  });

  test("makes no link of an address that could run something", () => {
    const words = "<javascript:alert(1)|press me>";
    expect(read(words)).toEqual([text(words)]);
  });

  test("links a bare address, unless it is to be verbatim", () => {
    expect(read("see https://a.test/b.")).toEqual([
      text("see "),
      { kind: "link", url: "https://a.test/b", label: "https://a.test/b" },
      text("."),
    ]);
    expect(read("see https://a.test/b.", true)).toEqual([text("see https://a.test/b.")]);
  });

  test("keeps quotes and preformatted passages apart from the text around them", () => {
    expect(readMrkdwn("one\n&gt; two\n&gt; three\n```\na *b*\n```\nfour")).toEqual([
      { kind: "paragraph", children: [text("one")] },
      { kind: "quote", children: [text("two"), { kind: "break" }, text("three")] },
      { kind: "pre", text: "a *b*" },
      { kind: "paragraph", children: [text("four")] },
    ]);
  });

  test("shows a fence that never closes as text", () => {
    expect(readMrkdwn("a ```b")).toEqual([{ kind: "paragraph", children: [text("a ```b")] }]);
  });

  test("stays quick on hostile input", () => {
    const begun = performance.now();
    for (const words of ["*a ".repeat(4_000), "<".repeat(12_000), "`".repeat(12_000), "_*~".repeat(4_000)])
      read(words);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
