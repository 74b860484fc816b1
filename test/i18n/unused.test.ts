import { textsFor } from "../../src/i18n/choose-texts";
import { child, nameIn, type SourceFile, sourceFiles } from "../support/source-files";
import { leavesOf } from "./catalogue-leaves";

/**
 * Groups that are read by what is stored or by what was pressed, so that no code names their keys; and the parts of a verb,
 * which `verbWords` reads.
 */
const readByKey = [
  /^shared\.(?:statuses|approvers|fields)\./,
  /^errors\.(?:invalid|permissions)\./,
  /^drumbeat\.(?:roles|audit\.(?:via|actions|subjects|fields|stepStatuses))\./,
  /^complaints\.timeline\.wentOn\./,
  /^customers\.(?:intents|duplicates\.reasons)\./,
  /^touches\.(?:kinds|outcomes)\./,
  /^deals\.visits\.scores\./,
  /^handover\.(?:form\.ways|goes)\./,
  /^imports\.(?:kinds|chooseOwner|newOwner|rules|problems|statuses)\./,
  /^pool\.(?:list\.due|card\.returns)\./,
  /\.verbs\.\w+\.(?:words|label|usage|summary)$/,
  // What a requester may do, which `requester-parts` reads of either subject's card.
  /^(?:expenses|projects)\.card\.(?:edit|withdraw|withdrawTitle|withdrawText)$/,
];

/** Every name that a file speaks of: of variables, properties and keys, and what stands between quotes. */
function namesIn({ nodes }: SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    if (typeof node.value === "string") names.add(node.value);
    const property = nameIn(child(node, "property"));
    if (property !== undefined) names.add(property);
  }
  return names;
}

test("every sentence of the catalogues is said somewhere", () => {
  const files = sourceFiles("src").filter(({ path }) => !path.startsWith("src/i18n/"));
  const names = files.map(namesIn);
  const spokenTogether = (words: readonly string[]): boolean =>
    names.some((known) => words.every((word) => known.has(word)));
  const unused = leavesOf(textsFor("en")).filter(({ path }) => {
    if (readByKey.some((group) => group.test(path))) return false;
    const parts = path.split(".");
    return !spokenTogether(parts.slice(-2));
  });
  expect(unused.map(({ path }) => path)).toEqual([]);
});
