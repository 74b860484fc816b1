import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerClient } from "./client-api";
import { socketPath } from "./delivery/socket";
import { BodyTooLarge, firstMultipartFile, readBody, sendBytes, sendJson } from "./http-exchange";
import type { Host } from "./interactions/host";
import type { Interactions } from "./interactions/perform";
import { respond } from "./interactions/respond";
import { isObject, parseJson } from "./json";
import { serveStatic } from "./static-files";
import type { TeamsServer } from "./teams/server";
import { answerWebApi, webApiPath } from "./web-api/router";
import { SlackError } from "./web-api/slack-error";

/** The sandbox's HTTP side: the Web API, response_urls, files, sockets, the Teams tenant, and the page with its own API. */
export class SandboxServer {
  /** What answers for the Teams tenant, where there is one. */
  teams: TeamsServer | null = null;
  private readonly server: Server;

  constructor(
    private readonly host: Host,
    private readonly interactions: Interactions,
    private readonly pageDirectory: string | undefined,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => this.fail(response, error));
    });
    // Longer than clients keep idle connections, so that none is closed under a request.
    this.server.keepAliveTimeout = 75_000;
    this.server.on("upgrade", (request, socket, head) => this.upgrade(request, socket, head));
  }

  /** Starts to listen; resolves with the port. Rejects where it is taken. */
  listen(address: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, address, () => {
        this.server.off("error", reject);
        const bound = this.server.address();
        if (bound === null || typeof bound === "string") reject(new Error("The sandbox has no port."));
        else resolve(bound.port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.host.workspace.origin);
    // A page of another site that has had its name point to this machine would come under its own name.
    if (!this.isOwnHost(request.headers.host)) {
      sendBytes(
        response,
        421,
        "text/plain; charset=utf-8",
        "The sandbox answers under its own address only.\n",
      );
      return;
    }
    if (url.pathname.startsWith(webApiPath)) {
      await answerWebApi(request, response, url, this.host.workspace, () => this.socketUrl());
      return;
    }
    if (url.pathname.startsWith("/response/")) return this.answerResponseUrl(request, response, url);
    if (url.pathname.startsWith("/upload/v1/")) return this.receiveUpload(request, response, url);
    if (url.pathname.startsWith("/files-pri/")) return this.sendPrivateFile(request, response, url);
    const forTeams = url.pathname.startsWith("/teams/") ? this.teams : null;
    const fromTeamsPage = url.pathname.startsWith("/teams/api/");
    if (forTeams !== null && !fromTeamsPage) return forTeams.answer(request, response, url);
    if (this.pageDirectory === undefined) {
      sendBytes(response, 404, "text/plain; charset=utf-8", "Not found\n");
      return;
    }
    if (!this.isSameOrigin(request)) {
      sendJson(response, 403, { ok: false, problem: "Requests of other sites are refused." });
      return;
    }
    if (forTeams !== null && fromTeamsPage) return forTeams.answerPage(request, response, url);
    if (fromTeamsPage) {
      // No tenant is no error: the page asks whether there is one, and a 404 would stand in the browser's console.
      response.writeHead(204).end();
      return;
    }
    if (url.pathname.startsWith("/api/")) {
      await answerClient(request, response, url, this.host.workspace, this.interactions);
      return;
    }
    await serveStatic(this.pageDirectory, url.pathname, response);
  }

  private socketUrl(): string {
    const { workspace, delivery } = this.host;
    const origin = workspace.origin.replace(/^http/, "ws");
    return `${origin}${socketPath}?ticket=${delivery.sockets.issueTicket()}&app_id=${workspace.identity.appId}`;
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", this.host.workspace.origin);
    if (url.pathname === socketPath && this.isOwnHost(request.headers.host)) {
      this.host.delivery.sockets.upgrade(request, socket, head, url);
    } else {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
    }
  }

  private async answerResponseUrl(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const { workspace } = this.host;
    workspace.activity.callBegins();
    try {
      const payload = parseJson((await readBody(request)).toString("utf8"));
      const result = workspace.responseUrls.use(url.pathname.slice("/response/".length));
      if ("failure" in result) throw new SlackError(result.failure);
      if (!isObject(payload)) throw new SlackError("invalid_payload");
      respond(workspace, result.target, payload);
      sendBytes(response, 200, "text/plain; charset=utf-8", "ok");
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      workspace.recordProblem(error.code, "response_url", error.messages);
      const status = error.code.endsWith("_url") ? 404 : 400;
      sendJson(response, status, { ok: false, error: error.code });
    } finally {
      workspace.activity.callEnds();
    }
  }

  private async receiveUpload(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request);
    const type = request.headers["content-type"] ?? "";
    const content = type.startsWith("multipart/form-data") ? firstMultipartFile(body, type) : body;
    const known = this.host.workspace.files.receiveUpload(url.pathname.slice("/upload/v1/".length), content);
    if (known) sendBytes(response, 200, "text/plain; charset=utf-8", `OK - ${content.length}`);
    else sendBytes(response, 404, "text/plain; charset=utf-8", "No such upload\n");
  }

  private sendPrivateFile(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const { workspace } = this.host;
    // Without a token, Slack answers such an address with its sign-in page: status 302, and no file.
    if (request.headers.authorization !== `Bearer ${workspace.identity.botToken}`) {
      sendBytes(response, 302, "text/html; charset=utf-8", "", { location: `${workspace.origin}/` });
      return;
    }
    const file = workspace.files.find(url.pathname.split("/")[2] ?? "");
    if (file === undefined) sendBytes(response, 404, "text/plain; charset=utf-8", "Not found\n");
    else sendBytes(response, 200, file.mimeType, file.content);
  }

  private isOwnHost(host: string | undefined): boolean {
    const { port } = new URL(this.host.workspace.origin);
    return ["127.0.0.1", "localhost", "[::1]"].some((name) => host === `${name}:${port}`);
  }

  private isSameOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    const site = request.headers["sec-fetch-site"];
    if (origin !== undefined && origin !== `http://${host ?? ""}`) return false;
    // Opening the page by a link from elsewhere is fine; acting from elsewhere is not.
    const opening = request.method === "GET" && request.headers["sec-fetch-mode"] === "navigate";
    return opening || site === undefined || site === "same-origin" || site === "none";
  }

  private fail(response: ServerResponse, error: unknown): void {
    const tooLarge = error instanceof BodyTooLarge;
    const message = error instanceof Error ? error.message : String(error);
    if (!tooLarge) this.host.workspace.recordProblem("sandbox_error", "sandbox", [message]);
    if (response.headersSent) response.destroy();
    else
      sendJson(response, tooLarge ? 413 : 500, {
        ok: false,
        error: tooLarge ? "too_large" : "internal_error",
      });
  }
}
