import { z } from "zod";
import { limits } from "./limits";

/**
 * What a form remembers while it is open, in its private_metadata: the neutral state, and where an answer goes. Short
 * keys, because 3,000 characters must hold all of it. Nothing in it is trusted to decide what somebody may do.
 */
const stored = z.object({
  v: z.literal(1),
  /** The form's own state. */
  s: z.string(),
  /** The response_url of the command or press that opened the form, and until when it works (epoch milliseconds). */
  u: z.tuple([z.string(), z.number()]).optional(),
  /** The message whose button opened it: conversation, ts, and whether only one person sees it. */
  m: z.tuple([z.string(), z.string(), z.boolean()]).optional(),
  /** Opened from the home page. */
  h: z.literal(true).optional(),
  /** The conversation it was asked for in. */
  c: z.string().optional(),
});

export interface Origin {
  /** Answers for the person alone go there. `worksUntil` in epoch milliseconds. */
  responseUrl: { url: string; worksUntil: number } | null;
  source: CardPlace | null;
  /** Where it was asked for: a submission itself does not say. */
  conversationId?: string | undefined;
}

/** Where the card stands whose button was pressed. */
export type CardPlace =
  | { kind: "message"; conversationId: string; messageId: string; ephemeral: boolean }
  | { kind: "home" };

export const nowhere: Origin = { responseUrl: null, source: null };

/** Throws when the state is too long for Slack, which is a mistake in the form. */
export function writeMetadata(state: string, origin: Origin): string {
  const { responseUrl, source } = origin;
  const metadata: z.input<typeof stored> = { v: 1, s: state };
  if (responseUrl) metadata.u = [responseUrl.url, responseUrl.worksUntil];
  if (source?.kind === "message") metadata.m = [source.conversationId, source.messageId, source.ephemeral];
  if (source?.kind === "home") metadata.h = true;
  if (origin.conversationId) metadata.c = origin.conversationId;
  const written = JSON.stringify(metadata);
  if (written.length > limits.viewMetadata) {
    throw new Error(`a form's state takes ${written.length} of ${limits.viewMetadata} characters`);
  }
  return written;
}

/** What `writeMetadata` wrote; of anything else (a form of an older version), the state is empty. */
export function readMetadata(metadata: string): { state: string; origin: Origin } {
  const parsed = stored.safeParse(parseJson(metadata));
  if (!parsed.success) return { state: "", origin: nowhere };
  const { s, u, m, h, c } = parsed.data;
  return {
    state: s,
    origin: {
      conversationId: c,
      responseUrl: u ? { url: u[0], worksUntil: u[1] } : null,
      source: m
        ? { kind: "message", conversationId: m[0], messageId: m[1], ephemeral: m[2] }
        : h
          ? { kind: "home" }
          : null,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
