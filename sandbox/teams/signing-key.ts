import { generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { secret } from "../identifiers";
import { compact, type JsonObject } from "../json";

/** Making a key takes longer than starting all the rest: one serves every tenant of a process. */
let made: Promise<SigningKey> | undefined;

/** The key that the tenant's Bot Connector signs its requests with. */
export class SigningKey {
  private constructor(
    readonly id: string,
    private readonly privateKey: KeyObject,
    private readonly publicKey: KeyObject,
  ) {}

  static get(): Promise<SigningKey> {
    made ??= SigningKey.make();
    return made;
  }

  private static async make(): Promise<SigningKey> {
    const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
    return new SigningKey(secret(12), pair.privateKey, pair.publicKey);
  }

  /** A JSON Web Token with these claims, signed with RS256. */
  token(claims: JsonObject): string {
    const header = { alg: "RS256", kid: this.id, x5t: this.id, typ: "JWT" };
    const signed = `${encode(header)}.${encode(claims)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), this.privateKey).toString("base64url")}`;
  }

  /** The public key as a set of one. `endorsements` names the channels whose activities it may sign. */
  keySet(): JsonObject {
    const { n, e } = this.publicKey.export({ format: "jwk" });
    return {
      keys: [
        compact({ kty: "RSA", use: "sig", kid: this.id, x5t: this.id, n, e, endorsements: ["msteams"] }),
      ],
    };
  }
}

function encode(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
