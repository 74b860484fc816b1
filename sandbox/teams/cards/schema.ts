import { z } from "zod";
import { buttonAction, refreshAction, selectAction } from "./actions-schema";
import { inputs } from "./inputs-schema";
import { color, elementShape, fontSize, fontWeight, horizontal, vertical } from "./shapes";

/** Elements of adaptive cards 1.5 as Teams takes them: https://adaptivecards.io/explorer/. Unknown properties are faults. */

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference: at most six buttons. */
const maxActions = 6;

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
const maxRefreshUsers = 60;

const containerStyle = z.enum(["default", "emphasis", "good", "attention", "warning", "accent"]);

const textBlock = z.strictObject({
  type: z.literal("TextBlock"),
  text: z.string(),
  color: color.optional(),
  fontType: z.enum(["default", "monospace"]).optional(),
  horizontalAlignment: horizontal.optional(),
  isSubtle: z.boolean().optional(),
  maxLines: z.number().int().positive().optional(),
  size: fontSize.optional(),
  weight: fontWeight.optional(),
  wrap: z.boolean().optional(),
  style: z.enum(["default", "heading"]).optional(),
  ...elementShape,
});

const image = z.strictObject({
  type: z.literal("Image"),
  url: z.string().regex(/^(https:\/\/|data:image\/)/, "must be an https or data address"),
  altText: z.string().optional(),
  backgroundColor: z.string().optional(),
  horizontalAlignment: horizontal.optional(),
  selectAction: selectAction.optional(),
  size: z.enum(["auto", "stretch", "small", "medium", "large"]).optional(),
  style: z.enum(["default", "person"]).optional(),
  width: z.string().optional(),
  msteams: z.strictObject({ allowExpand: z.boolean() }).optional(),
  ...elementShape,
  height: z.string().optional(),
});

const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text: z.string(),
  color: color.optional(),
  fontType: z.enum(["default", "monospace"]).optional(),
  highlight: z.boolean().optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  selectAction: selectAction.optional(),
  size: fontSize.optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  weight: fontWeight.optional(),
});

const richTextBlock = z.strictObject({
  type: z.literal("RichTextBlock"),
  inlines: z.array(z.union([z.string(), textRun])).min(1),
  horizontalAlignment: horizontal.optional(),
  ...elementShape,
});

const factSet = z.strictObject({
  type: z.literal("FactSet"),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
  ...elementShape,
});

const imageSet = z.strictObject({
  type: z.literal("ImageSet"),
  images: z.array(image).min(1),
  imageSize: z.enum(["auto", "stretch", "small", "medium", "large"]).optional(),
  ...elementShape,
});

const boxShape = {
  selectAction: selectAction.optional(),
  style: containerStyle.optional(),
  verticalContentAlignment: vertical.optional(),
  bleed: z.boolean().optional(),
  minHeight: z.string().optional(),
  rtl: z.boolean().optional(),
  backgroundImage: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
};

const elements = z.lazy(() => z.array(element));

const container = z.strictObject({
  type: z.literal("Container"),
  items: elements,
  ...boxShape,
  ...elementShape,
});

const column = z.strictObject({
  type: z.literal("Column").optional(),
  items: elements.optional(),
  width: z.union([z.string(), z.number()]).optional(),
  ...boxShape,
  ...elementShape,
});

const columnSet = z.strictObject({
  type: z.literal("ColumnSet"),
  columns: z.array(column).optional(),
  horizontalAlignment: horizontal.optional(),
  selectAction: selectAction.optional(),
  style: containerStyle.optional(),
  bleed: z.boolean().optional(),
  minHeight: z.string().optional(),
  ...elementShape,
});

const tableCell = z.strictObject({ type: z.literal("TableCell").optional(), items: elements, ...boxShape });
const cellAlignment = {
  horizontalCellContentAlignment: horizontal.optional(),
  verticalCellContentAlignment: vertical.optional(),
};

const table = z.strictObject({
  type: z.literal("Table"),
  columns: z
    .array(z.strictObject({ width: z.union([z.string(), z.number()]).optional(), ...cellAlignment }))
    .optional(),
  rows: z
    .array(
      z.strictObject({
        type: z.literal("TableRow").optional(),
        cells: z.array(tableCell),
        style: containerStyle.optional(),
        ...cellAlignment,
      }),
    )
    .optional(),
  firstRowAsHeader: z.boolean().optional(),
  showGridLines: z.boolean().optional(),
  gridStyle: containerStyle.optional(),
  ...cellAlignment,
  ...elementShape,
});

const actions = z
  .array(buttonAction(() => innerCard))
  .max(maxActions, `at most ${maxActions} actions in a row`);

const actionSet = z.strictObject({
  type: z.literal("ActionSet"),
  actions: actions.min(1),
  ...elementShape,
  horizontalAlignment: horizontal.optional(),
});

const element: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("type", [
    textBlock,
    image,
    richTextBlock,
    factSet,
    imageSet,
    container,
    columnSet,
    table,
    actionSet,
    ...inputs,
  ]),
);

const cardShape = {
  type: z.literal("AdaptiveCard"),
  $schema: z.string().optional(),
  body: elements.optional(),
  actions: actions.optional(),
  fallbackText: z.string().optional(),
  lang: z.string().optional(),
  minHeight: z.string().optional(),
  rtl: z.boolean().optional(),
  selectAction: selectAction.optional(),
  speak: z.string().optional(),
  verticalContentAlignment: vertical.optional(),
  backgroundImage: boxShape.backgroundImage,
};

const version = z.string().regex(/^1\.[0-5]$/, "Teams draws versions up to 1.5");

/** A card behind a button of another. */
const innerCard: z.ZodType = z.strictObject({ ...cardShape, version: version.optional() });

const mention = z.strictObject({
  type: z.literal("mention"),
  text: z.string().regex(/^<at>.*<\/at>$/, "must stand in <at>"),
  mentioned: z.looseObject({ id: z.string(), name: z.string() }),
});

/** A whole card. */
export const adaptiveCardSchema = z.strictObject({
  ...cardShape,
  version,
  refresh: z
    .strictObject({
      action: refreshAction,
      userIds: z
        .array(z.string())
        .max(maxRefreshUsers, `at most ${maxRefreshUsers} people are shown a card of their own`)
        .optional(),
      expires: z.iso.datetime().optional(),
    })
    .optional(),
  metadata: z.strictObject({ webUrl: z.url() }).optional(),
  msteams: z
    .strictObject({ width: z.literal("Full").optional(), entities: z.array(mention).optional() })
    .optional(),
});
