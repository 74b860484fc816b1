import { secret } from "../identifiers";

/** A place in somebody's OneDrive that the bot has been given for one file. */
export interface PlannedUpload {
  ticket: string;
  personId: string;
  name: string;
  uniqueId: string;
  /** The consent card's message. */
  messageId: string;
  /** Once the bytes have come. */
  fileId: string | undefined;
}

/** Files that readers have agreed to take, by the address they are put to; and files that people have sent, to be fetched. */
export class Uploads {
  private readonly planned = new Map<string, PlannedUpload>();
  private readonly downloads = new Map<string, string>();

  plan(personId: string, name: string, uniqueId: string, messageId: string): PlannedUpload {
    const upload = { ticket: secret(16), personId, name, uniqueId, messageId, fileId: undefined };
    this.planned.set(upload.ticket, upload);
    return upload;
  }

  find(ticket: string): PlannedUpload | undefined {
    return this.planned.get(ticket);
  }

  /** By the consent card's message. */
  ofMessage(messageId: string): PlannedUpload | undefined {
    return [...this.planned.values()].find((upload) => upload.messageId === messageId);
  }

  byUniqueId(uniqueId: string): PlannedUpload | undefined {
    return [...this.planned.values()].find((upload) => upload.uniqueId === uniqueId);
  }

  /** An address's ticket, from which a file can be fetched without a token. */
  offer(fileId: string): string {
    const ticket = secret(16);
    this.downloads.set(ticket, fileId);
    return ticket;
  }

  offered(ticket: string): string | undefined {
    return this.downloads.get(ticket);
  }
}
