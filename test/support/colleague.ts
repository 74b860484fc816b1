/**
 * Somebody at a chat client, as flows see them. Slack's double has it (`Actor`); what plays the same flows on another
 * platform has the same, so that the sentences of a flow name no platform.
 */
export interface Colleague {
  readonly member: { name: string; email?: string };
  command(text: string, options?: { in?: string }): Promise<CommandResult>;
  /** Writes to the bot, or in a channel. */
  say(text: string, options?: { in?: string; files?: ChatFile[] }): Promise<{ ok: boolean }>;
  /** The direct conversation with the bot. */
  dm(): ChatConversation;
  channel(name: string): ChatConversation;
  /** The form on top. */
  modal(): ChatForm | undefined;
  openHome(): Promise<ChatForm>;
}

export interface CommandResult {
  messages: ChatMessage[];
  text: string;
  modal: ChatForm | undefined;
  problem: string | undefined;
}

export interface ChatConversation {
  readonly messages: ChatMessage[];
  last(): ChatMessage | undefined;
  /** The newest message with this text. */
  find(text: string | RegExp): ChatMessage | undefined;
  waitForMessage(text: string | RegExp): Promise<ChatMessage>;
}

export interface ChatMessage {
  readonly text: string;
  readonly buttons: string[];
  readonly files: readonly { name: string }[];
  /** Whether only this person sees it. */
  readonly isEphemeral: boolean;
  click(label: string, index?: number): Promise<void>;
  /** A click of somebody whose client still shows the button as it is now. */
  holdClick(label: string, index?: number): () => Promise<{ ok: boolean }>;
  shortcut(name: string): Promise<void>;
}

export interface ChatForm {
  readonly title: string;
  readonly text: string;
  readonly buttons: string[];
  readonly fields: readonly { label: string; error: string | undefined; state: object }[];
  fill(values: Record<string, string | ChatFile | ChatFile[] | string[] | null>): Promise<ChatForm>;
  submit(): Promise<SubmitResult>;
  click(label: string, index?: number): Promise<void>;
  close(): Promise<void>;
}

export interface SubmitResult {
  errorsByLabel: Record<string, string>;
  modal: ChatForm | undefined;
  closed: boolean;
  problem: string | undefined;
}

export interface ChatFile {
  name: string;
  mimeType: string;
  content: string | Buffer;
}

/** What stands in a field now, as its reader sees it. Throws where there is no such field. */
export function typedIn(form: ChatForm, label: string): string {
  const field = form.fields.find((each) => each.label === label);
  if (!field)
    throw new Error(`there is no field "${label}": ${form.fields.map((each) => each.label).join(", ")}`);
  return firstText(field.state);
}

/** Platforms keep a choice as an object with its text, a text or a day as a string. */
function firstText(state: object): string {
  for (const [key, value] of Object.entries(state)) {
    if (key === "type") continue;
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null) {
      if ("text" in value) {
        const { text } = value;
        if (typeof text === "string") return text;
        if (typeof text === "object" && text !== null) return firstText(text);
      }
      return firstText(value);
    }
  }
  return "";
}
