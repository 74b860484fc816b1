import type { UploadedFile } from "../../../protocol";
import type { TeamsAct, TeamsResult, TeamsSnapshot } from "../../../teams/protocol";

/** The tenant's answers, one function a path; people are named by e-mail. */
function path(name: string, query: Record<string, string>): string {
  return `/teams/api/${name}?${new URLSearchParams(query).toString()}`;
}

export function teamsStreamPath(as: string): string {
  return path("stream", { as });
}

/** Nothing when there is no tenant, or nobody of this e-mail in it. */
export async function loadTeamsSnapshot(as: string): Promise<TeamsSnapshot | undefined> {
  const response = await fetch(path("snapshot", { as }), { cache: "no-store" });
  if (response.status === 404 || response.status === 204) return undefined;
  if (!response.ok) throw new Error(`teams snapshot: ${response.status}`);
  const snapshot: TeamsSnapshot = await response.json();
  return snapshot;
}

/** Never throws: a server that cannot be reached is a result without a sentence of its own. */
export async function sendTeamsAct(as: string, act: TeamsAct): Promise<TeamsResult> {
  try {
    const response = await fetch(path("act", { as }), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    const result: TeamsResult = await response.json();
    return result;
  } catch {
    return { ok: false };
  }
}

export async function uploadTeamsFile(as: string, file: File): Promise<UploadedFile> {
  const response = await fetch(path("files", { as, name: file.name }), {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  if (!response.ok) throw new Error(`upload: ${response.status}`);
  const uploaded: UploadedFile = await response.json();
  return uploaded;
}
