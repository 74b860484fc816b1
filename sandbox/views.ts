import { limits } from "./block-kit/limits";
import { stateValues } from "./block-kit/state";
import { elementsOf } from "./block-kit/validate";
import type { AppIdentity } from "./directory";
import { type Identifiers, secret } from "./identifiers";
import { asBlocks, blocksToJson, isObject, type JsonObject, objectAt, stringAt } from "./json";
import { withBlockIds } from "./messages";
import type { Block, InputValues, Json, View } from "./protocol";

export interface StoredView {
  id: string;
  userId: string;
  type: "modal" | "home";
  /** The view as the bot sent it, block ids added. */
  definition: JsonObject;
  blocks: Block[];
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
  /** What the person touched. */
  touched: InputValues;
  errors: Record<string, string>;
}

/** The modals each member has open, and their App Homes. */
export class Views {
  private readonly stacks = new Map<string, StoredView[]>();
  private readonly homes = new Map<string, StoredView>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly now: () => number,
  ) {}

  stack(userId: string): StoredView[] {
    return this.stacks.get(userId) ?? [];
  }

  home(userId: string): StoredView | undefined {
    return this.homes.get(userId);
  }

  find(viewId: string): StoredView | undefined {
    return this.everyView().find((view) => view.id === viewId);
  }

  findByExternalId(externalId: string): StoredView | undefined {
    return this.everyView().find((view) => stringAt(view.definition, "external_id") === externalId);
  }

  /** Opens a modal of its own; whatever was open before is replaced. */
  open(userId: string, definition: JsonObject): StoredView {
    const view = this.create(userId, "modal", definition);
    this.stacks.set(userId, [view]);
    return view;
  }

  /** Puts a modal on top. Undefined where the stack is full. */
  push(userId: string, definition: JsonObject): StoredView | undefined {
    const stack = this.stack(userId);
    if (stack.length >= limits.viewsInStack) return undefined;
    const view = this.create(userId, "modal", definition);
    const below = stack.at(-1);
    view.previousViewId = below?.id ?? null;
    view.rootViewId = stack[0]?.id ?? view.id;
    this.stacks.set(userId, [...stack, view]);
    return view;
  }

  /** Replaces what a view shows; what the person typed stays where block_id, action_id and element type are the same. */
  update(view: StoredView, definition: JsonObject): void {
    const before = elementTypes(view.blocks);
    const blocks = withBlockIds(asBlocks(definition.blocks), () => secret(3));
    const after = elementTypes(blocks);
    const kept: InputValues = {};
    for (const [blockId, values] of Object.entries(view.touched)) {
      for (const [actionId, value] of Object.entries(values)) {
        const key = `${blockId} ${actionId}`;
        if (after.get(key) !== undefined && after.get(key) === before.get(key)) {
          kept[blockId] = { ...kept[blockId], [actionId]: value };
        }
      }
    }
    view.definition = definition;
    view.blocks = blocks;
    view.touched = kept;
    view.errors = {};
    view.hash = this.newHash();
  }

  publishHome(userId: string, definition: JsonObject): StoredView {
    const existing = this.homes.get(userId);
    if (existing !== undefined) {
      this.update(existing, definition);
      return existing;
    }
    const view = this.create(userId, "home", definition);
    this.homes.set(userId, view);
    return view;
  }

  /** Takes a view and those above it off the stack; returns what was taken off, top first. */
  close(view: StoredView): StoredView[] {
    const stack = this.stack(view.userId);
    const index = stack.indexOf(view);
    if (index < 0) return [];
    this.stacks.set(view.userId, stack.slice(0, index));
    return stack.slice(index).reverse();
  }

  /** Closes everything this member has open; returns it, top first. */
  clear(userId: string): StoredView[] {
    const stack = this.stack(userId);
    this.stacks.set(userId, []);
    return [...stack].reverse();
  }

  private create(userId: string, type: "modal" | "home", definition: JsonObject): StoredView {
    const id = this.identifiers.next("V");
    return {
      id,
      userId,
      type,
      definition,
      blocks: withBlockIds(asBlocks(definition.blocks), () => secret(3)),
      hash: this.newHash(),
      rootViewId: id,
      previousViewId: null,
      touched: {},
      errors: {},
    };
  }

  private newHash(): string {
    return `${Math.floor(this.now() / 1000)}.${secret(4)}`;
  }

  private everyView(): StoredView[] {
    return [...[...this.stacks.values()].flat(), ...this.homes.values()];
  }
}

function elementTypes(blocks: Block[]): Map<string, Json | undefined> {
  const types = new Map<string, Json | undefined>();
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      types.set(`${block.block_id ?? ""} ${stringAt(element, "action_id") ?? ""}`, element.type);
    }
  }
  return types;
}

/** A view as the Web API and payloads show it. */
export function toSlackView(view: StoredView, app: AppIdentity): JsonObject {
  const definition = view.definition;
  const flag = (key: string) => definition[key] === true;
  return {
    id: view.id,
    team_id: app.teamId,
    type: view.type,
    blocks: blocksToJson(view.blocks),
    private_metadata: stringAt(definition, "private_metadata") ?? "",
    callback_id: stringAt(definition, "callback_id") ?? "",
    state: { values: stateValues(view.blocks, view.touched) },
    hash: view.hash,
    title: isObject(definition.title)
      ? definition.title
      : { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: flag("clear_on_close"),
    notify_on_close: flag("notify_on_close"),
    close: objectAt(definition, "close") ?? null,
    submit: objectAt(definition, "submit") ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: app.appId,
    external_id: stringAt(definition, "external_id") ?? "",
    app_installed_team_id: app.teamId,
    bot_id: app.botId,
  };
}

/** A view as the page shows it. `initial_*` values stay in the blocks: the page draws them. */
export function toPageView(view: StoredView): View {
  const text = (key: string) => stringAt(objectAt(view.definition, key), "text");
  return {
    id: view.id,
    type: view.type,
    title: text("title") ?? "",
    ...(text("submit") === undefined ? {} : { submit: text("submit") }),
    ...(text("close") === undefined ? {} : { close: text("close") }),
    callbackId: stringAt(view.definition, "callback_id") ?? "",
    blocks: view.blocks,
    errors: view.errors,
  };
}
