import { type ReactNode, useMemo, useState } from "react";
import type { Language } from "../i18n/language";
import { PaneContext } from "./pane";

interface Props {
  platform: "slack" | "teams";
  visible: boolean;
  alone: boolean;
  titled: boolean;
  language: Language;
  children: ReactNode;
}

/** A client stays alive while it is out of sight, so that it hears of what is new and keeps what was typed. */
export function PlatformPane({ platform, visible, alone, titled, language, children }: Props) {
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const pane = useMemo(() => ({ root, visible, alone, titled }), [root, visible, alone, titled]);
  return (
    <div
      ref={setRoot}
      className={`platform platform-${platform}${alone ? " is-alone" : ""}`}
      data-pane={platform}
      lang={language}
      hidden={!visible}
    >
      <PaneContext value={pane}>{children}</PaneContext>
    </div>
  );
}
