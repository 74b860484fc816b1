import type { IncomingMessage, ServerResponse } from "node:http";
import { mimeTypeOf } from "../files";
import { readBody, sendBytes, sendJson } from "../http-exchange";
import type { TeamsClient } from "./client/client";
import { answerPage } from "./client/page-api";
import { SendRates } from "./connector/rates";
import { answerConnector, applyFault } from "./connector/router";
import { TeamsError } from "./connector/teams-error";
import type { Workplace } from "./workplace";

const connector = "/teams/connector/";
const uploads = "/teams/uploads/";
const downloads = "/teams/files/";

/** The tenant's HTTP side: the Bot Connector, tokens and keys, files, and what the page asks. */
export class TeamsServer {
  private readonly rates: SendRates;
  private readonly workplace: Workplace;

  constructor(private readonly client: TeamsClient) {
    this.workplace = client.host.workplace;
    this.rates = new SendRates(this.workplace.now);
  }

  /** Answers what is asked below /teams/ but not below /teams/api/. */
  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname } = url;
    if (pathname.startsWith(connector)) {
      await answerConnector(request, response, pathname.slice(connector.length), this.workplace, this.rates);
      return;
    }
    try {
      if (pathname.startsWith(uploads))
        await this.receiveUpload(request, response, pathname.slice(uploads.length));
      else if (pathname.startsWith(downloads))
        await this.sendFile(response, pathname.slice(downloads.length));
      else await this.answerLogin(request, response, `${request.method} ${pathname}`);
    } catch (error) {
      if (!(error instanceof TeamsError)) throw error;
      const body = { error: { code: error.code, message: error.message } };
      sendJson(response, error.status, body, error.headers);
    }
  }

  /** Answers what the page asks below /teams/api/. The caller has refused other origins. */
  answerPage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    return answerPage(request, response, url, this.client);
  }

  private async answerLogin(
    request: IncomingMessage,
    response: ServerResponse,
    asked: string,
  ): Promise<void> {
    const { issuer, key, tokens } = this.workplace;
    switch (asked) {
      case "GET /teams/openid/.well-known/openidconfiguration":
        sendJson(response, 200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ["RS256"],
          token_endpoint_auth_methods_supported: ["private_key_jwt"],
        });
        return;
      case "GET /teams/openid/keys":
        sendJson(response, 200, key.keySet());
        return;
      case "POST /teams/login/token": {
        await applyFault(this.workplace, "token");
        const form = new URLSearchParams((await readBody(request)).toString("utf8"));
        const { status, body } = tokens.grant(form);
        sendJson(response, status, body);
        return;
      }
      default:
        sendJson(response, 404, {
          error: { code: "NotFound", message: "There is nothing at this address." },
        });
    }
  }

  /** https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session */
  private async receiveUpload(
    request: IncomingMessage,
    response: ServerResponse,
    ticket: string,
  ): Promise<void> {
    const { workplace } = this;
    const content = await readBody(request);
    const upload = workplace.uploads.find(ticket);
    if (upload === undefined || request.method !== "PUT")
      throw new TeamsError(404, "itemNotFound", "The upload session is not there.");
    workplace.activity.callBegins();
    try {
      await applyFault(workplace, "upload");
      const whole = `bytes 0-${content.length - 1}/${content.length}`;
      if (request.headers["content-range"] !== whole) {
        workplace.recordProblem("invalid_upload", "upload", [`Content-Range is not "${whole}".`]);
        throw new TeamsError(400, "invalidRequest", "The Content-Range is missing or malformed.");
      }
      const file = workplace.files.add(upload.personId, upload.name, mimeTypeOf(upload.name), content);
      upload.fileId = file.id;
      sendJson(response, 201, { id: upload.uniqueId, name: upload.name, size: content.length });
    } finally {
      workplace.activity.callEnds();
    }
  }

  private async sendFile(response: ServerResponse, ticket: string): Promise<void> {
    const { workplace } = this;
    await applyFault(workplace, "download");
    const file = workplace.files.find(workplace.uploads.offered(ticket) ?? "");
    if (file === undefined) throw new TeamsError(404, "itemNotFound", "The file is not there.");
    sendBytes(response, 200, file.mimeType, file.content);
  }
}
