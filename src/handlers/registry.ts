import type { DrumbeatFeature } from "./context";

/** Everything Drumbeat does in chat, in the order menus show it. */
export const features: readonly DrumbeatFeature[] = [];
