import { extname } from "node:path";
import type { Identifiers } from "./identifiers";
import { secret } from "./identifiers";
import type { JsonObject } from "./json";
import type { UploadedFile } from "./protocol";

export interface StoredFile extends UploadedFile {
  userId: string;
  content: Buffer;
  /** Seconds since 1970. */
  created: number;
  title: string;
}

interface PendingUpload {
  fileId: string;
  name: string;
  length: number;
  content?: Buffer;
}

/** Files that people and the bot have uploaded; kept in memory. */
export class Files {
  private readonly byId = new Map<string, StoredFile>();
  private readonly uploads = new Map<string, PendingUpload>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly now: () => number,
    private readonly origin: () => string,
  ) {}

  add(
    userId: string,
    name: string,
    mimeType: string,
    content: Buffer,
    id = this.identifiers.next("F"),
  ): StoredFile {
    const file: StoredFile = {
      id,
      name,
      mimeType,
      size: content.length,
      url: `/api/files/${id}`,
      userId,
      content,
      created: Math.floor(this.now() / 1000),
      title: name,
    };
    this.byId.set(id, file);
    return file;
  }

  find(id: string): StoredFile | undefined {
    return this.byId.get(id);
  }

  /** Begins an upload as files.getUploadURLExternal does. */
  beginUpload(name: string, length: number): { url: string; fileId: string } {
    const fileId = this.identifiers.next("F");
    const ticket = secret(16);
    this.uploads.set(ticket, { fileId, name, length });
    return { url: `${this.origin()}/upload/v1/${ticket}`, fileId };
  }

  /** Takes the bytes of an upload. Returns false where the ticket is unknown. */
  receiveUpload(ticket: string, content: Buffer): boolean {
    const upload = this.uploads.get(ticket);
    if (upload === undefined) return false;
    upload.content = content;
    return true;
  }

  /** Ends an upload: the file exists from now on. Undefined where no bytes came for this id. */
  completeUpload(fileId: string, userId: string, title: string | undefined): StoredFile | undefined {
    for (const [ticket, upload] of this.uploads) {
      if (upload.fileId !== fileId || upload.content === undefined) continue;
      this.uploads.delete(ticket);
      const file = this.add(userId, upload.name, mimeTypeOf(upload.name), upload.content, fileId);
      if (title !== undefined) file.title = title;
      return file;
    }
    return undefined;
  }

  /** A file object as events, view_submission and files.info show it. */
  toSlackFile(file: StoredFile): JsonObject {
    const address = `${this.origin()}/files-pri/${file.id}/${encodeURIComponent(file.name)}`;
    return {
      id: file.id,
      created: file.created,
      timestamp: file.created,
      name: file.name,
      title: file.title,
      mimetype: file.mimeType,
      filetype: extname(file.name).slice(1).toLowerCase() || "binary",
      pretty_type: extname(file.name).slice(1).toUpperCase() || "Binary",
      user: file.userId,
      size: file.size,
      mode: "hosted",
      is_external: false,
      is_public: false,
      url_private: address,
      url_private_download: `${address}?download=1`,
      permalink: `${this.origin()}/files/${file.userId}/${file.id}/${encodeURIComponent(file.name)}`,
      file_access: "visible",
    };
  }

  /** What the page needs of a file. */
  toUploadedFile(file: StoredFile): UploadedFile {
    return { id: file.id, name: file.name, mimeType: file.mimeType, size: file.size, url: file.url };
  }
}

const mimeTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".pdf": "application/pdf",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".woff2": "font/woff2",
};

/** The media type for a file's name; "application/octet-stream" where the ending is unknown. */
export function mimeTypeOf(name: string): string {
  return mimeTypes[extname(name).toLowerCase()] ?? "application/octet-stream";
}
