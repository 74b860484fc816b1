import { offeredOptions } from "../block-kit/elements";
import { elementState, inputBlocks } from "../block-kit/state";
import { textOf, visibleText } from "../block-kit/visible-text";
import { keepTyped } from "../interactions/views";
import { arrayAt, isObject, type JsonObject, objectAt, stringAt } from "../json";
import type { Block, InputValues } from "../protocol";
import type { StoredView } from "../views";
import { chosenState, type FieldValue, optionText } from "./choices";
import { clickables, findClickable, findMenu } from "./elements";
import type { Session } from "./session";

/** A field of a form as its person sees it. */
export interface FieldView {
  label: string;
  blockId: string;
  actionId: string;
  /** Slack's element type, e.g. "static_select". */
  type: string;
  hint: string;
  optional: boolean;
  /** What it holds, in Slack's form: a text, an option, options, files; null or [] when empty. */
  state: JsonObject;
  /** The texts of the options it offers of itself. */
  options: string[];
  error: string | undefined;
}

/** What came of a submission. */
export interface Submission {
  /** By block_id; empty when nothing was refused. */
  errors: Record<string, string>;
  errorsByLabel: Record<string, string>;
  /** The modal on top afterwards: this one changed, another, or none. */
  modal: ViewHandle | undefined;
  /** Whether this view is gone. */
  closed: boolean;
  /** What the client said when the app did not answer properly. */
  problem: string | undefined;
}

/** A modal or App Home as its person sees it. It stays current: what is read is what it shows now. */
export class ViewHandle {
  constructor(
    private readonly session: Session,
    private readonly view: StoredView,
  ) {}

  get id(): string {
    return this.view.id;
  }

  get title(): string {
    return stringAt(objectAt(this.view.definition, "title"), "text") ?? "";
  }

  get submitLabel(): string | undefined {
    return stringAt(objectAt(this.view.definition, "submit"), "text");
  }

  get callbackId(): string {
    return stringAt(this.view.definition, "callback_id") ?? "";
  }

  get privateMetadata(): string {
    return stringAt(this.view.definition, "private_metadata") ?? "";
  }

  get blocks(): Block[] {
    return this.view.blocks;
  }

  /** Everything a reader sees in it. */
  get text(): string {
    return visibleText(this.view.blocks, this.session.host.workspace.nameOf);
  }

  get buttons(): string[] {
    return clickables(this.view.blocks).map((entry) => entry.label);
  }

  /** Errors at its fields, by block_id. */
  get errors(): Record<string, string> {
    return this.view.errors;
  }

  get isOpen(): boolean {
    return this.session.host.workspace.views.find(this.view.id) === this.view;
  }

  get fields(): FieldView[] {
    return inputBlocks(this.view.blocks).map(({ block, blockId, element }) => {
      const actionId = stringAt(element, "action_id") ?? "";
      const touched = this.view.touched[blockId]?.[actionId];
      return {
        label: textOf(block.label, () => undefined),
        blockId,
        actionId,
        type: stringAt(element, "type") ?? "",
        hint: textOf(block.hint, () => undefined),
        optional: block.optional === true,
        state: elementState(element, isObject(touched) ? touched : undefined) ?? {},
        options: offeredOptions(element).map(optionText),
        error: this.view.errors[blockId],
      };
    });
  }

  /** A field by label, block_id or action_id. Throws where there is none. */
  field(name: string): FieldView {
    const fields = this.fields;
    const found =
      fields.find((field) => field.label === name) ??
      fields.find((field) => field.blockId === name || field.actionId === name);
    if (found !== undefined) return found;
    throw new Error(
      `There is no field "${name}"; there are: ${fields.map((field) => field.label).join(" | ")}.`,
    );
  }

  /** Fills fields in, one after the other; a field that tells the app of changes does so. */
  async fill(values: Record<string, FieldValue>): Promise<this> {
    for (const [name, value] of Object.entries(values)) await this.fillOne(name, value);
    return this;
  }

  /** Presses Enter in a text field that tells the app of that. */
  async pressEnter(name: string): Promise<void> {
    const { blockId, actionId, state } = this.field(name);
    const { type: _type, ...value } = state;
    await this.session.mustPerform({
      type: "viewAction",
      viewId: this.id,
      blockId,
      actionId,
      value,
      values: {},
    });
  }

  /** Submits the form and waits for what comes of it. */
  async submit(): Promise<Submission> {
    const result = await this.session.perform({ type: "submitView", viewId: this.id, values: {} });
    const errors = result.errors ?? {};
    const labels = this.fields.map((field) => [field.blockId, field.label] as const);
    const errorsByLabel: Record<string, string> = {};
    for (const [blockId, label] of labels) {
      const error = errors[blockId];
      if (error !== undefined) errorsByLabel[label] = error;
    }
    const top = this.session.host.workspace.views.stack(this.session.member.id).at(-1);
    return {
      errors,
      errorsByLabel,
      modal: top === undefined ? undefined : new ViewHandle(this.session, top),
      closed: !this.isOpen,
      problem: result.problem,
    };
  }

  /** Closes the modal without submitting. */
  async close(): Promise<void> {
    await this.session.mustPerform({ type: "closeView", viewId: this.id });
  }

  /** Clicks a button by label, action_id or value. */
  async click(name: string, index = 0): Promise<void> {
    const { blockId, actionId, value } = findClickable(this.view.blocks, name, index);
    await this.session.mustPerform({
      type: "viewAction",
      viewId: this.id,
      blockId,
      actionId,
      value,
      values: {},
    });
  }

  /** Chooses in a menu that is no field of the form: by placeholder, action_id or block_id. */
  async select(menu: string, choice: string | string[]): Promise<void> {
    const { blockId, element } = findMenu(this.view.blocks, menu);
    const state = await chosenState(this.session, { view: this.view }, blockId, element, choice);
    await this.act(blockId, element, state);
  }

  private async fillOne(name: string, value: FieldValue): Promise<void> {
    const { blockId, actionId } = this.field(name);
    const input = inputBlocks(this.view.blocks).find((entry) => entry.blockId === blockId);
    if (input === undefined) throw new Error(`The field "${name}" is gone.`);
    const state = await chosenState(this.session, { view: this.view }, blockId, input.element, value);
    const values: InputValues = { [blockId]: { [actionId]: state } };
    const missing = keepTyped(this.session.host, this.view, values);
    if (missing !== undefined) throw new Error(missing);
    if (input.block.dispatch_action === true && tellsOfEachChange(input.element)) {
      await this.act(blockId, input.element, state);
    }
  }

  private async act(blockId: string, element: JsonObject, state: JsonObject): Promise<void> {
    const { type: _type, ...value } = state;
    const actionId = stringAt(element, "action_id") ?? "";
    await this.session.mustPerform({
      type: "viewAction",
      viewId: this.id,
      blockId,
      actionId,
      value,
      values: {},
    });
  }
}

/** Menus tell of each change; text inputs when Enter is pressed, unless they ask for every character. */
function tellsOfEachChange(element: JsonObject): boolean {
  const typed = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"];
  if (!typed.includes(stringAt(element, "type") ?? "")) return true;
  const triggers = arrayAt(objectAt(element, "dispatch_action_config"), "trigger_actions_on");
  return triggers.includes("on_character_entered");
}
