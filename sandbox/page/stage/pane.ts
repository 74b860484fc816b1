import { createContext, useContext } from "react";

/** One client's part of the page. What lies over it (dialogs, toasts) stays inside it: the other client goes on. */
export interface Pane {
  /** Where dialogs and toasts are put; nothing until it is there. */
  root: HTMLElement | null;
  /** Whether it is on the screen: what nobody sees is not read. */
  visible: boolean;
  /** Whether it has the page to itself. */
  alone: boolean;
  /** Whether it names the browser's tab. */
  titled: boolean;
}

export const PaneContext = createContext<Pane>({ root: null, visible: true, alone: true, titled: true });

export function usePane(): Pane {
  return useContext(PaneContext);
}
