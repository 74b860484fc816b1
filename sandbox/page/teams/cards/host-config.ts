import { HostConfig } from "adaptivecards";

/** Cards as Teams shows them in its light theme; colours keep 4.5 to 1 on white and on the grey of emphasis. */
const text = {
  default: { default: "#242424", subtle: "#616161" },
  dark: { default: "#242424", subtle: "#616161" },
  light: { default: "#ffffff", subtle: "#e0e0e0" },
  accent: { default: "#4f52b2", subtle: "#5b5fc7" },
  good: { default: "#1f6f43", subtle: "#237b4b" },
  warning: { default: "#835c00", subtle: "#835c00" },
  attention: { default: "#b3213c", subtle: "#c4314b" },
};

const container = (backgroundColor: string, borderColor: string) => ({
  backgroundColor,
  borderColor,
  foregroundColors: text,
});

const mono = 'ui-monospace, Consolas, Menlo, "Liberation Mono", "Noto Sans CJK SC", monospace';

const sizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
const weights = { lighter: 400, default: 400, bolder: 600 };

export const teamsHost = new HostConfig({
  supportsInteractivity: true,
  // The page decides the font by the reader's language; a card takes it over.
  fontTypes: {
    default: { fontFamily: "inherit", fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: mono, fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 17, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: "#e0e0e0" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container("#ffffff", "#e0e0e0"),
    emphasis: container("#f5f5f5", "#e0e0e0"),
    accent: container("#eef0fb", "#c5c9ee"),
    good: container("#e9f5ee", "#9fd3b4"),
    warning: container("#fdf6e3", "#e6cf94"),
    attention: container("#fcedf0", "#eeacb8"),
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", weight: "default", size: "small" },
    debounceTimeInMilliSeconds: 250,
    // The renderer's own typeahead hands in what was typed, not what was chosen: see typeahead.ts.
    allowDynamicallyFilteredChoiceSet: false,
  },
  actions: {
    maxActions: 6,
    spacing: "medium",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: "medium", maxImageHeight: 100 },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 12,
  },
  textStyles: { heading: { size: "large", weight: "bolder" } },
});
