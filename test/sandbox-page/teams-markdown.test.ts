import { markdownToHtml, safeHref } from "../../sandbox/page/teams/cards/markdown";

describe("a card's text as HTML", () => {
  it.each([
    ["**bold** and __bold__", "<strong>bold</strong> and <strong>bold</strong>"],
    ["*italic* and _italic_", "<em>italic</em> and <em>italic</em>"],
    ["**bold and _both_**", "<strong>bold and <em>both</em></strong>"],
    [
      "[Acme](https://acme.example/?a=1&b=2)",
      '<a href="https://acme.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">Acme</a>',
    ],
  ])("draws bold, italic and links: %s", (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });

  it.each([
    "# title",
    "- item",
    "1. item",
    "`code`",
    "~~gone~~",
    "> said",
    "2 * 3 * 4",
    "a_file_name",
    "** not bold **",
    "[no address]",
  ])("leaves everything else as it was typed: %s", (text) => {
    expect(markdownToHtml(text)).toBe(text.replace(">", "&gt;"));
  });

  it.each([
    "<img src=x onerror=alert(1)>",
    "**<script>alert(1)</script>**",
    '[x](https://e.example/"onmouseover="alert(1))',
    "[<b>x</b>](https://e.example)",
    "_<iframe>_",
  ])("lets no tag through that somebody typed: %s", (text) => {
    const left = markdownToHtml(text).replace(
      /<\/?(strong|em)>|<a href="[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>/g,
      "",
    );
    expect(left).not.toMatch(/[<>"]/);
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//e.example", "file:///etc"])(
    "makes no link of %s",
    (address) => {
      expect(safeHref(address)).toBeUndefined();
      expect(markdownToHtml(`[x](${address})`)).not.toContain("<a");
    },
  );

  it("takes a character after a backslash for itself", () => {
    expect(markdownToHtml("\\*as it is\\* \\[x\\](y) \\<b\\>")).toBe("*as it is* [x](y) &lt;b&gt;");
  });
});
