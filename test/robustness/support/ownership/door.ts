import { randomUUID } from "node:crypto";
import { createDispatch, indexFeatures } from "../../../../src/handlers/dispatch";
import { features } from "../../../../src/handlers/registry";
import { en } from "../../../../src/i18n/en";
import type { Policy } from "../../../../src/policy/policy";
import type { FormField, FormView, RawValue, RawValues } from "../../../../src/ui/form";
import type { Input } from "../../../../src/ui/interaction";
import type { Outcome } from "../../../../src/ui/outcome";
import type { TestDatabase } from "../../../support/database";
import { type Actor, userIdOf, workspace } from "./people";

export interface Answered {
  outcome: Outcome;
  /** Everything the answer says. */
  text: string;
  /** It says that this is not theirs to do, or that there is no such thing. */
  refused: boolean;
  /** What nobody foresaw. */
  failure: unknown;
}

export type Knock = (actor: Actor, input: Input) => Promise<Answered>;

/** Whatever file somebody sends. */
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

const table = Buffer.from("name,industry\nAnother Firm,software\n");

/** The dispatcher's door, as platforms knock at it. */
export function openDoor(db: TestDatabase, policy: Policy): Knock {
  let failure: unknown = null;
  const dispatch = createDispatch(
    {
      db: db.client,
      policy,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      defaultLocale: "en",
      now: () => new Date(),
      profileOf: async () => null,
      readFile: async (_, { name }) => (name.endsWith(".csv") ? table : picture),
      report: ({ error }) => {
        failure = error;
      },
    },
    indexFeatures(features),
  );
  return async (actor, input) => {
    failure = null;
    const outcome = await dispatch({
      platform: "slack",
      workspace,
      userId: userIdOf(actor),
      deliveryId: randomUUID(),
      conversation: { id: "C1", kind: "channel" },
      input,
    });
    const text = saidIn(outcome);
    return { outcome, text, refused: refusals.some((each) => each.test(text)), failure };
  };
}

const { errors } = en;
/** A sentence of the catalogue whatever stands in its gaps. */
const sentence = (text: string): RegExp =>
  new RegExp(text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&").replaceAll("\u0001", ".*"), "u");
const refusals = [
  sentence(errors.notAllowed("\u0001")),
  sentence(errors.notFound("\u0001")),
  sentence(errors.notAsked("\u0001")),
  // Somebody else's file is none.
  sentence(errors.invalid.file_unreadable),
  // Somebody else's receipt is as one that cannot be read.
  sentence(errors.invalid.file_unreadable),
];

function saidIn(outcome: Outcome): string {
  switch (outcome.kind) {
    case "formErrors":
      return Object.values(outcome.errors).join("\n");
    case "reply":
    case "replaceCard":
    case "home":
      return JSON.stringify(outcome.card);
    case "openForm":
    case "options":
    case "nothing":
      return "";
  }
}

/** A form filled in so that it would be taken: what stands in it, what a test says, and something of the right kind elsewhere. */
export function filledIn({ fields }: FormView, answers: RawValues): RawValues {
  return Object.fromEntries(fields.map((field) => [field.name, answers[field.name] ?? answerTo(field)]));
}

function answerTo({ widget, value, required }: FormField): RawValue {
  if (value !== undefined) {
    if (typeof value === "string" || Array.isArray(value)) return value;
    if ("value" in value) return value.value;
  }
  if (!required) return null;
  switch (widget.kind) {
    case "line":
    case "paragraph":
      return "Words";
    case "amount":
      return "12.50";
    case "number":
      return "3";
    case "email":
      return "somebody@example.com";
    case "date":
      return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    case "choice":
      return widget.options[0]?.value ?? null;
    case "choices":
      return widget.options.slice(0, 1).map((option) => option.value);
    case "lookup":
      return null;
    case "files":
      return [];
  }
}
