import type { Act, ActResult, Snapshot, UploadedFile } from "../../protocol";
import { postAct, postFile } from "./exchange";

/** The server's answers, one function a path. A person without an id is the server's choice (the first member). */
function path(name: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, value);
  const text = search.toString();
  return text === "" ? `/api/${name}` : `/api/${name}?${text}`;
}

export function streamPath(as: string): string {
  return path("stream", { as });
}

/** Nothing when the server knows nobody of this id. */
export async function loadSnapshot(as: string | undefined): Promise<Snapshot | undefined> {
  const response = await fetch(path("snapshot", { as }), { cache: "no-store" });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`snapshot: ${response.status}`);
  const snapshot: Snapshot = await response.json();
  return snapshot;
}

export const sendAct = (as: string, act: Act): Promise<ActResult> => postAct(path("act", { as }), act);

export const uploadFile = (as: string, file: File): Promise<UploadedFile> =>
  postFile(path("files", { as, name: file.name }), file);
