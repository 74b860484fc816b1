import { ChoiceSetInput } from "adaptivecards";

export interface Choice {
  title: string;
  value: string;
}

let lastSerial = 0;

function nextSerial(): number {
  lastSerial += 1;
  return lastSerial;
}

/**
 * A choice set in which people type to find: among its own choices ("filtered"), or among those that the bot is asked for
 * (choices.data). The renderer's own hands in the words that were typed; Teams hands in the value of what was chosen, so
 * these leave their place to a combobox of ours.
 */
export class ChoiceInput extends ChoiceSetInput {
  /** Where the combobox is put. */
  place: HTMLElement | undefined;
  chosen: Choice[] = [];
  /** Tells one drawing's field from the same field of the next. */
  readonly serial = nextSerial();

  get dataset(): string | undefined {
    return this.choicesData?.dataset;
  }

  get isAsking(): boolean {
    return this.choicesData?.type === "Data.Query" && this.dataset !== undefined;
  }

  get isTypedInto(): boolean {
    return this.isAsking || (this.style === "filtered" && !this.isMultiSelect);
  }

  get fixed(): Choice[] {
    return this.choices.flatMap(({ title, value }) => (title && value ? [{ title, value }] : []));
  }

  choose(chosen: Choice[]): void {
    this.chosen = chosen;
    this.valueChanged();
  }

  protected override internalRender(): HTMLElement | undefined {
    if (!this.isTypedInto) return super.internalRender();
    const values = this.isMultiSelect ? (this.defaultValue ?? "").split(",") : [this.defaultValue ?? ""];
    this.chosen = values
      .filter((value) => value !== "")
      .map((value) => this.fixed.find((choice) => choice.value === value) ?? { title: value, value });
    this.place = document.createElement("div");
    this.place.className = "typeahead";
    return this.place;
  }

  /** The combobox names itself; a name for the box around it would be read twice. */
  protected override updateInputControlAriaLabelledBy(): void {
    if (!this.isTypedInto) super.updateInputControlAriaLabelledBy();
  }

  override focus(): void {
    const field = this.place?.querySelector("input");
    if (field) field.focus();
    else super.focus();
  }

  override isSet(): boolean {
    return this.isTypedInto ? this.chosen.length > 0 : super.isSet();
  }

  override isValid(): boolean {
    return this.isTypedInto || super.isValid();
  }

  override get value(): string | undefined {
    if (!this.isTypedInto) return super.value;
    return this.chosen.length > 0 ? this.chosen.map(({ value }) => value).join(",") : undefined;
  }
}
