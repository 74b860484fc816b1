import type { FieldValue } from "../../actor/choices";
import { stringAt } from "../../json";
import { visibleCardText } from "../cards/read-card";
import { clientError, errorsBesideFields, fieldsOf, heldValue, type TeamsField } from "./fields";
import { typedInto } from "./fill";
import { dialogSource, type FormSource } from "./form-source";
import { findAction, labelsOf, submitAction } from "./press";
import type { TeamsSession } from "./session";

/** What came of a submission. */
export interface TeamsSubmission {
  /** Empty when nothing was refused. */
  errorsByLabel: Record<string, string>;
  /** The dialog that is open afterwards: this one changed, another, or none. */
  modal: FormHandle | undefined;
  /** Whether this form is gone. */
  closed: boolean;
  /** What the client said when the bot did not answer properly. */
  problem: string | undefined;
}

/** A dialog, or a card that is filled in where it stands. It stays current: what is read is what it shows now. */
export class FormHandle {
  /** What the client itself has found wrong, by input; gone as soon as the bot draws the form anew. */
  private clientErrors = new Map<string, string>();

  constructor(
    private readonly session: TeamsSession,
    private readonly source: FormSource,
  ) {}

  get title(): string {
    return this.source.title();
  }

  /** Everything a reader sees in it. */
  get text(): string {
    return visibleCardText(this.source.card());
  }

  get buttons(): string[] {
    return labelsOf(this.source.card());
  }

  get isOpen(): boolean {
    return this.source.isOpen();
  }

  get fields(): TeamsField[] {
    return fieldsOf(this.source.card(), this.source.typed(), this.clientErrors);
  }

  /** A field by its label or its input's id. Throws where there is none. */
  field(name: string): TeamsField {
    const { fields } = this;
    const found = fields.find((field) => field.label === name) ?? fields.find((field) => field.name === name);
    if (found !== undefined) return found;
    throw new Error(
      `There is no field "${name}"; there are: ${fields.map(({ label }) => label).join(" | ") || "none"}.`,
    );
  }

  /** Fills fields in, one after the other. Throws for a file: forms in Teams take none, the bot is sent them. */
  async fill(values: Record<string, FieldValue>): Promise<this> {
    for (const [name, value] of Object.entries(values)) {
      if (isFile(value) && !this.fields.some((field) => field.label === name))
        throw new Error(
          `There is no field "${name}" for a file: forms in Teams take none. Send it to the bot.`,
        );
      const field = this.field(name);
      this.source.type(await typedInto(this.session, this.source.place, field, value));
    }
    return this;
  }

  /** Hands the form in and waits for what comes of it. What the client itself finds wrong never reaches the bot. */
  async submit(): Promise<TeamsSubmission> {
    const card = this.source.card();
    this.clientErrors = new Map(
      this.fields.flatMap(({ name, input }) => {
        const error = clientError(input, heldValue(input, this.source.typed()));
        return error === undefined ? [] : [[name, error]];
      }),
    );
    if (this.clientErrors.size > 0) return this.submission(undefined);
    const action = submitAction(card);
    if (action === undefined) throw new Error(`"${this.title}" has no button that hands it in.`);
    const result = await this.source.press(action);
    return this.submission(result.ok ? undefined : result.problem);
  }

  /** Presses a button by its label. Throws where there is none, or with the sentence that the person would see. */
  async click(label: string, index = 0): Promise<void> {
    const result = await this.source.press(findAction(this.source.card(), label, index));
    if (!result.ok) throw new Error(result.problem ?? `"${label}" was refused.`);
  }

  /** Gives the form up. */
  close(): Promise<void> {
    return this.source.close();
  }

  private submission(problem: string | undefined): TeamsSubmission {
    const errorsByLabel: Record<string, string> = {};
    if (this.isOpen)
      Object.assign(
        errorsByLabel,
        Object.fromEntries(errorsBesideFields(this.source.card())),
        Object.fromEntries(
          this.fields.flatMap(({ label, error }) => (error === undefined ? [] : [[label, error]])),
        ),
      );
    const dialog = this.session.workplace.dialogs.get(this.session.person.id);
    return {
      errorsByLabel,
      modal: this.isOpen
        ? this
        : dialog && new FormHandle(this.session, dialogSource(this.session, dialog.id)),
      closed: !this.isOpen,
      problem,
    };
  }
}

function isFile(value: FieldValue): boolean {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === "object" && first !== null && stringAt({ name: first.name }, "name") !== undefined;
}
