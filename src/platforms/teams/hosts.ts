import type { TeamsConfig } from "./settings";

/** Whose addresses are the Bot Connector's and those of files: Microsoft's own and `also`, or this machine's alone. */
export type Reach = { kind: "microsoft"; also: readonly string[] } | { kind: "loopback" };

export const reachOf = (config: TeamsConfig): Reach =>
  config.kind === "anonymous"
    ? { kind: "loopback" }
    : { kind: "microsoft", also: config.authority?.serviceUrls ?? [] };

/**
 * The Bot Connector in Microsoft's public cloud and in GCC. The others (GCC High, DoD, 21Vianet's in China) sign with keys of
 * their own, which nobody here asks for: what comes from there is refused before an address is looked at.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
const connectorHosts = [/^smba\.trafficmanager\.net$/, /\.teams\.microsoft\.com$/, /\.botframework\.com$/];

/**
 * Where Teams keeps files: SharePoint and OneDrive, in the same clouds.
 * https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
const fileHosts = [
  /\.sharepoint(-df)?\.com$/,
  /^((api|my|public)\.)?onedrive\.com$/,
  /\.files\.1drv\.com$/,
  /^1drv\.ms$/,
];

/** A host as `URL` names it. */
export const isLoopbackHost = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** The address when it is the Bot Connector's: the bot's token may go there. Null otherwise. */
export const connectorAddress = (address: string, reach: Reach): URL | null =>
  allowed(address, connectorHosts, reach);

/** The address when Teams may keep a file there. Null otherwise. */
export const fileAddress = (address: string, reach: Reach): URL | null => allowed(address, fileHosts, reach);

function allowed(address: string, hosts: readonly RegExp[], reach: Reach): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username || url.password) return null;
  switch (reach.kind) {
    case "loopback":
      return /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname) ? url : null;
    case "microsoft": {
      if (reach.also.some((base) => liesUnder(url, base))) return url;
      const encrypted = url.protocol === "https:" && url.port === "";
      return encrypted && hosts.some((host) => host.test(url.hostname)) ? url : null;
    }
  }
}

/** Compared as addresses and not as text: "http://host:80" is no beginning of "http://host:8080". */
function liesUnder(url: URL, base: string): boolean {
  if (!URL.canParse(base)) return false;
  const { origin, pathname } = new URL(base);
  if (url.origin !== origin) return false;
  return (
    url.pathname === pathname || url.pathname.startsWith(pathname.endsWith("/") ? pathname : `${pathname}/`)
  );
}
