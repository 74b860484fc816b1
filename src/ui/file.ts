/** A file as a platform announces it; the platform alone can fetch its bytes. */
export interface IncomingFile {
  id: string;
  name: string;
  mimeType: string;
  /** Bytes, as announced; null where the platform does not say. */
  size: number | null;
  /** Where the platform keeps it; only the platform itself may fetch from there. */
  address: string;
}
