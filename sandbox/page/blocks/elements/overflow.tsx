import { useStrings } from "../../i18n/language";
import { objectsOf, stringOf } from "../../json";
import { Confirm } from "../../modal/confirm";
import { Menu } from "../../shell/menu";
import { safeUrl } from "../mrkdwn";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

export function Overflow(props: ElementProps) {
  const strings = useStrings();
  const { pending, set, confirming, settle } = useElement(props);
  const items = objectsOf(props.element.options).map((option) => ({
    key: stringOf(option.value) ?? plainOf(option.text),
    name: plainOf(option.text),
    run: () => {
      const url = safeUrl(stringOf(option.url) ?? "");
      if (url !== undefined) window.open(url, "_blank", "noopener");
      void set({ type: "overflow", selected_option: option });
    },
  }));
  return (
    <>
      <Menu
        label={strings.moreActions}
        items={items}
        disabled={pending}
        className="button overflow"
        face={<span aria-hidden="true">⋯</span>}
      />
      {confirming && <Confirm confirm={confirming} onSettle={settle} />}
    </>
  );
}
