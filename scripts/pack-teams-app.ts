import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import type { ManifestSettings } from "../src/platforms/teams/manifest";

/** Where the manifest and its icons are kept. */
export const teamsFolder = join(__dirname, "..", "manifests", "teams");

/** The app as an administrator uploads it: the manifest and its two icons, and nothing else. */
export function packTeamsApp(manifest: string): Uint8Array {
  const icon = (name: string) => new Uint8Array(readFileSync(join(teamsFolder, name)));
  const files: Zippable = {
    "manifest.json": new TextEncoder().encode(manifest),
    "color.png": icon("color.png"),
    "outline.png": icon("outline.png"),
  };
  // One time for all, so that the same manifest makes the same file.
  return zipSync(files, { mtime: new Date(2020, 0, 1) });
}

/** What stands on the command line, or a sentence that says what is wrong with it. */
export function readSettings(
  appId: string,
  host: string | undefined,
  usual: string,
): ManifestSettings | string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId))
    return `"${appId}" is no app id: Azure shows one like 12345678-90ab-cdef-1234-567890abcdef.`;
  if (host !== undefined && !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(host))
    return `"${host}" is no host name: give it alone, e.g. ${usual}, without https:// and without a path.`;
  return { appId: appId.toLowerCase(), host: (host ?? usual).toLowerCase() };
}
