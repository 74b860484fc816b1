import type { Permission } from "../../../../src/policy/policy";
import type { RawValues } from "../../../../src/ui/form";
import type { Input } from "../../../../src/ui/interaction";
import { type Actor, id } from "./people";

/**
 * Who may. "owner": whose it is, and nobody else whatever their role. "asked": whoever an approval is asked of.
 * "importer": whose file it is that is imported. A permission, or
 * several: who is not the owner needs all of them.
 */
export type Who = "owner" | "asked" | "importer" | "anybody" | Permission | readonly Permission[];

/** Something done at a door: as it comes in, or a form that somebody opened, handed in with these answers. */
export type Act = Input | { kind: "handIn"; opened: { by: Actor; through: Input }; answers: RawValues };

/**
 * What comes of a door. "reads": nothing changes, whoever knocks. "opens": a form, or a refusal in words. "changes": a record of
 * somebody else's. "makes": something new that is the actor's own, or a change of oneself; nothing of anybody else's changes.
 */
export interface Rule {
  does: "reads" | "opens" | "changes" | "makes";
  who: Who;
  acts: readonly Act[];
}

/** By door, "command customer find", "action customer.show", "form customer.edit", "search customer": every way through it. */
export type Rules = Readonly<Record<string, readonly Rule[]>>;

export const reads = (...acts: Act[]): Rule => ({ does: "reads", who: "anybody", acts });
export const opens = (who: Who, ...acts: Act[]): Rule => ({ does: "opens", who, acts });
export const changes = (who: Who, ...acts: Act[]): Rule => ({ does: "changes", who, acts });
export const makes = (who: Who, ...acts: Act[]): Rule => ({ does: "makes", who, acts });

export const typed = (name: string, text: string): Input => ({ kind: "command", name, text });
export const press = (action: string, of: string | number = id): Input => ({
  kind: "action",
  action,
  id: String(of),
});
/** A form that `by` opened, handed in by whoever is tried. */
export const form = (by: Actor, through: Input, answers: RawValues = {}): Act => ({
  kind: "handIn",
  opened: { by, through },
  answers,
});
