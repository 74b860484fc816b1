import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

export const appId = "0f1e2d3c-0000-4000-8000-aaaaaaaaaaaa";
export const tenantId = "11111111-2222-4333-8444-555555555555";
export const issuer = "https://api.botframework.com";

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export function signingKey(kid: string): SigningKey {
  return { kid, ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
}

/** As an OpenID provider publishes it. */
export const jwkOf = ({ kid, publicKey }: SigningKey) => ({
  ...publicKey.export({ format: "jwk" }),
  kid,
  use: "sig",
  endorsements: ["msteams"],
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

export const goodClaims = (serviceUrl: string) => ({
  iss: issuer,
  aud: appId,
  nbf: now() - 60,
  exp: now() + 3600,
  serviceurl: serviceUrl,
});

export function signed(key: SigningKey, claims: object, header: object = {}): string {
  const content = `${encoded({ alg: "RS256", typ: "JWT", kid: key.kid, ...header })}.${encoded(claims)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(key.privateKey).toString("base64url")}`;
}

/** A public key is no secret: who takes it for one lets everybody sign. */
export function signedWithThePublicKey(key: SigningKey, claims: object): string {
  const content = `${encoded({ alg: "HS256", typ: "JWT", kid: key.kid })}.${encoded(claims)}`;
  const secret = key.publicKey.export({ format: "pem", type: "spki" });
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

export const unsigned = (claims: object, kid: string): string =>
  `${encoded({ alg: "none", typ: "JWT", kid })}.${encoded(claims)}.`;
