import type { UploadedFile } from "../../../protocol";
import type { TeamsAct, TeamsResult, TeamsSnapshot } from "../../../teams/protocol";
import { postAct, postFile } from "../../state/exchange";

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

export const sendTeamsAct = (as: string, act: TeamsAct): Promise<TeamsResult> =>
  postAct(path("act", { as }), act);

export const uploadTeamsFile = (as: string, file: File): Promise<UploadedFile> =>
  postFile(path("files", { as, name: file.name }), file);
