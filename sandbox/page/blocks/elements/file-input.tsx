import { useState } from "react";
import { useStrings } from "../../i18n/language";
import { numberOf, objectsOf, stringOf } from "../../json";
import { FileRow } from "../../messages/file-row";
import { uploadFile } from "../../state/api";
import { useReader } from "../../state/reader";
import { type ElementProps, useElement } from "../surface";

const defaultMost = 10;

export function FileInput(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { me } = useReader();
  const { value, set } = useElement(props);
  const [uploading, setUploading] = useState(false);
  const [failed, setFailed] = useState<string>();
  const files = objectsOf(value?.files);
  const most = numberOf(element.max_files) ?? defaultMost;
  const types = Array.isArray(element.filetypes)
    ? element.filetypes.flatMap((type) => (typeof type === "string" ? `.${type}` : [])).join(",")
    : undefined;
  const put = (next: typeof files) => set({ type: "file_input", files: next });

  const add = async (list: File[]) => {
    setUploading(true);
    setFailed(undefined);
    let next = files;
    for (const file of list.slice(0, most - files.length)) {
      try {
        const { id, name, mimeType, size, url } = await uploadFile(me.id, file);
        next = [...next, { id, name, mimetype: mimeType, size, url }];
      } catch {
        setFailed(file.name);
      }
    }
    setUploading(false);
    await put(next);
  };
  return (
    <div className="files-input">
      {files.map((file) => (
        <FileRow
          key={stringOf(file.id)}
          name={stringOf(file.name) ?? ""}
          size={numberOf(file.size) ?? 0}
          url={stringOf(file.url)}
          mimeType={stringOf(file.mimetype) ?? ""}
          onRemove={() => void put(files.filter((other) => other.id !== file.id))}
        />
      ))}
      {files.length < most && (
        <label className="button files-choose" aria-busy={uploading}>
          <input
            type="file"
            className="visually-hidden"
            id={props.inputId}
            multiple={most > 1}
            accept={types}
            disabled={uploading}
            aria-label={props.inputId ? undefined : props.label}
            aria-describedby={props.describedBy}
            aria-invalid={props.invalid || undefined}
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              // The same file may be chosen again after it was removed.
              event.target.value = "";
              void add(chosen);
            }}
          />
          {uploading ? strings.uploading : strings.chooseFiles}
        </label>
      )}
      {failed !== undefined && (
        <p className="field-error" role="alert">
          {strings.uploadFailed(failed)}
        </p>
      )}
    </div>
  );
}
