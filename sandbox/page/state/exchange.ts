import type { UploadedFile } from "../../protocol";

/** Never throws: a server that cannot be reached is a result without a sentence of its own. */
export async function postAct<Act, Result extends { ok: boolean }>(
  path: string,
  act: Act,
): Promise<Result | { ok: false }> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    const result: Result = await response.json();
    return result;
  } catch {
    return { ok: false };
  }
}

export async function postFile(path: string, file: File): Promise<UploadedFile> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  if (!response.ok) throw new Error(`upload: ${response.status}`);
  const uploaded: UploadedFile = await response.json();
  return uploaded;
}
