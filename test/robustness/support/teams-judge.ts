import { isObject, type JsonObject } from "../../../sandbox/json";
import type { Json } from "../../../sandbox/protocol";
import type { RunningCompany } from "../../support/company";
import { judge } from "./judge";
import type { TeamsAnswer } from "./teams-client";

interface Judged {
  faults: string[];
  changed: string[];
  answer: TeamsAnswer;
}

/** What is wrong with the answer to something done in Teams, as sentences, and whether anything was saved. */
export async function judgeInTeams(
  company: RunningCompany,
  act: () => Promise<TeamsAnswer>,
): Promise<Judged> {
  let done: TeamsAnswer | undefined;
  const { faults, changed } = await judge(company, async () => {
    done = await act();
    return done;
  });
  if (!done) throw new Error("nothing was done");
  for (const fault of done.invalid) faults.push(`answered with what Teams does not take: ${fault}`);
  for (const { kind, where, details } of company.teams.problems.splice(0))
    faults.push(`Teams refused ${where}: ${kind} ${details.join("; ")}`);
  return { faults, changed, answer: done };
}

/** Faults of what must not change anything. */
export async function faultsOfRefusedInTeams(
  company: RunningCompany,
  act: () => Promise<TeamsAnswer>,
): Promise<string[]> {
  const { faults, changed } = await judgeInTeams(company, act);
  return changed.length > 0 ? [...faults, `changed ${changed}`] : faults;
}

/** Every object in it, however deep; what a button carries for the bot alone is not looked into. */
function objectsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [
    value,
    ...Object.entries(value).flatMap(([key, inner]) =>
      key === "data" || key === "refresh" ? [] : objectsIn(inner),
    ),
  ];
}

/** What in these cards Teams would read as Markdown though it holds words that somebody typed. */
export const markupAround = (cards: readonly JsonObject[], typed: string): JsonObject[] =>
  objectsIn([...cards]).filter((each) => {
    const texts = each.type === "FactSet" ? JSON.stringify(each) : each.type === "TextBlock" ? each.text : "";
    return typeof texts === "string" && texts.includes(typed);
  });
