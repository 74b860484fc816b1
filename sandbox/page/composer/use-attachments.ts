import { useCallback, useRef, useState } from "react";
import type { UploadedFile } from "../../protocol";
import { useStrings } from "../i18n/language";

export interface Attachment {
  key: number;
  name: string;
  size: number;
  mimeType: string;
  /** Nothing while it is on its way. */
  uploaded: UploadedFile | undefined;
}

export interface Attachments {
  list: Attachment[];
  uploading: boolean;
  add: (files: File[]) => void;
  remove: (key: number) => void;
  clear: () => void;
}

/** Files go to the server as soon as they are chosen, so that sending does not wait for them. */
export function useAttachments(
  upload: (file: File) => Promise<UploadedFile>,
  say: (problem: string) => void,
): Attachments {
  const strings = useStrings();
  const [list, setList] = useState<Attachment[]>([]);
  const lastKey = useRef(0);

  const send = async (key: number, file: File) => {
    try {
      const uploaded = await upload(file);
      setList((before) => before.map((one) => (one.key === key ? { ...one, uploaded } : one)));
    } catch {
      setList((before) => before.filter((one) => one.key !== key));
      say(strings.uploadFailed(file.name));
    }
  };
  const add = (files: File[]) => {
    for (const file of files) {
      lastKey.current += 1;
      const key = lastKey.current;
      const fresh = { key, name: file.name, size: file.size, mimeType: file.type, uploaded: undefined };
      setList((before) => [...before, fresh]);
      void send(key, file);
    }
  };
  return {
    list,
    uploading: list.some((one) => !one.uploaded),
    add,
    remove: (key) => setList((before) => before.filter((one) => one.key !== key)),
    clear: useCallback(() => setList([]), []),
  };
}
