import type { RawValue, RawValues } from "../../ui/form";
import type { IncomingFile } from "../../ui/interaction";
import { fieldOf } from "./identifiers";
import { type FieldState, type FilePayload, filePayload, type ViewPayload } from "./payloads";

/** What was typed and chosen in a modal, by field; nothing trimmed, an untouched field is null. */
export function readValues(view: ViewPayload): RawValues {
  const values: Record<string, RawValue> = {};
  for (const [blockId, elements] of Object.entries(view.state.values)) {
    const field = fieldOf(blockId);
    const state = Object.values(elements)[0];
    if (field !== null && state) values[field] = rawValue(state);
  }
  return values;
}

function rawValue(state: FieldState): RawValue {
  switch (state.type) {
    case "datepicker":
      return state.selected_date ?? null;
    case "static_select":
    case "external_select":
      return state.selected_option?.value ?? null;
    case "multi_static_select":
      return (state.selected_options ?? []).map((option) => option.value);
    case "file_input":
      return (state.files ?? []).map(incomingFile);
    case "":
      return untypedValue(state);
    default:
      return state.value ?? null;
  }
}

/** Slack always says what a field is; where somebody else does not, what is filled in does. */
function untypedValue(state: FieldState): RawValue {
  if (state.files) return state.files.map(incomingFile);
  if (state.selected_options) return state.selected_options.map((option) => option.value);
  return state.value ?? state.selected_option?.value ?? state.selected_date ?? null;
}

/** A file whose address Slack holds back (one shared from another workspace) has none; `readFile` then asks for it. */
export function incomingFile(file: FilePayload): IncomingFile {
  return {
    id: file.id,
    name: file.name ?? file.id,
    mimeType: file.mimetype ?? "application/octet-stream",
    size: file.size ?? null,
    address: file.url_private_download ?? file.url_private ?? "",
  };
}

/** Files of a message; those that were deleted meanwhile come without an id worth having and are left out. */
export function incomingFiles(files: readonly unknown[] | null | undefined): IncomingFile[] {
  return (files ?? []).flatMap((file) => {
    const parsed = filePayload.safeParse(file);
    return parsed.success && !isGone(file) ? [incomingFile(parsed.data)] : [];
  });
}

function isGone(file: unknown): boolean {
  return typeof file === "object" && file !== null && "mode" in file && file.mode === "tombstone";
}
