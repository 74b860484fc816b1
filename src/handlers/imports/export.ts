import { askExport } from "../../domain/exports/ask-export";
import { type ExportWhose, type ExportWords, mayExportAll } from "../../domain/exports/export-scope";
import { type ImportKind, importKinds } from "../../domain/imports/columns";
import { type Button, button, buttons, type Card, text } from "../../ui/card";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { saysAny, whoseIn } from "../verb-words";

/** The id is what, and whose: "contacts:mine". */
export const exportAction = "export.start";

/** `/customer export contacts all` has the file written at once; without words it asks what is wanted. */
export async function exportInWords(context: Context, typed: string): Promise<Outcome> {
  const kind = importKinds.find((each) => saysAny(typed, ({ imports }) => [imports.kinds[each]]));
  const whose = whoseIn(typed);
  if (kind) return startExport(context, kind, whose);
  return whose === "all" ? startExport(context, "customers", whose) : reply(choices(context));
}

/** From about so many rows on a file may grow too large to be imported again in one. */
const manyRows = 20_000;

/** What of it may be had, by this person. */
function choices(context: Context): Card {
  const words = context.texts.imports;
  const offered = (whose: ExportWhose): Button[] =>
    importKinds
      .filter((kind) => whose === "mine" || mayExportAll(context, kind))
      .map((kind) => button(exportAction, `${kind}:${whose}`, words.kinds[kind]));
  const all = offered("all");
  return {
    title: words.export.title,
    elements: [
      text(words.export.what),
      ...(all.length ? [text(words.export.mine)] : []),
      buttons(...offered("mine")),
      ...(all.length ? [text(words.export.all), buttons(...all)] : []),
    ],
  };
}

export async function exportByButton(context: Context, id: string): Promise<Outcome> {
  const [typed, whose] = id.split(":");
  const kind = importKinds.find((each) => each === typed) ?? "customers";
  return startExport(context, kind, whose === "all" ? "all" : "mine");
}

async function startExport(context: Context, kind: ImportKind, whose: ExportWhose): Promise<Outcome> {
  const words = context.texts.imports;
  const count = await askExport(context, { kind, whose });
  return reply({
    title: words.export.title,
    elements: [
      text(count === 0 ? words.export.nothing : words.export.coming(words.kinds[kind], count)),
      ...(count > manyRows ? [text(words.export.parts)] : []),
    ],
  });
}

export const exportWords = ({ texts, reader }: Pick<Context, "texts" | "reader">): ExportWords => ({
  locale: reader.locale,
  kinds: texts.imports.kinds,
});
