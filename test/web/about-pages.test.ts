import { teamsManifest } from "../../src/platforms/teams/manifest";
import { aboutPages } from "../../src/web/about-pages";
import { startWebServer, type WebServer } from "../../src/web/server";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    routes: aboutPages,
    health: async () => ({}),
  });
});
afterAll(() => server.close());

test("the addresses that the Teams app names are answered, in every language", async () => {
  const { developer } = teamsManifest([]);
  for (const address of [developer.privacyUrl, developer.termsOfUseUrl]) {
    const answer = await fetch(`http://127.0.0.1:${server.port}${new URL(address).pathname}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const text = await answer.text();
    for (const language of ["en", "zh-Hans", "zh-Hant"])
      expect(text).toContain(`<section lang="${language}">`);
  }
});
