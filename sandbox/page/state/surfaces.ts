import { useCallback, useMemo } from "react";
import type { Act, InputValues, Message, View } from "../../protocol";
import { isField, type Surface } from "../blocks/surface";
import { useReader } from "./reader";
import { useTouched, valuesShown, withValue } from "./use-touched";

type OptionsAct = Extract<Act, { type: "options" }>;

function useOptions(where: Pick<OptionsAct, "viewId" | "conversationId" | "ts">): Surface["options"] {
  const { act } = useReader();
  const { viewId, conversationId, ts } = where;
  return useCallback(
    async (blockId, actionId, query) => {
      const place = viewId === undefined ? { conversationId, ts } : { viewId };
      const result = await act({ type: "options", ...place, blockId, actionId, query });
      return result.options ?? [];
    },
    [act, viewId, conversationId, ts],
  );
}

export function useMessageSurface({ conversationId, ts }: Message): Surface {
  const { act } = useReader();
  const { touched, touch } = useTouched();
  const options = useOptions({ conversationId, ts });
  return useMemo(
    () => ({
      touched,
      touch,
      options,
      act: async (blockId, actionId, value) => {
        await act({ type: "messageAction", conversationId, ts, blockId, actionId, value });
      },
    }),
    [act, touched, touch, options, conversationId, ts],
  );
}

interface ViewSurface {
  surface: Surface;
  /** What goes with a submission: only what was touched and is still shown. */
  values: InputValues;
}

/** A modal or the Home tab. `onTouch` hears of each field as it is filled in. */
export function useViewSurface(view: View, onTouch?: (blockId: string) => void): ViewSurface {
  const { act } = useReader();
  const { values, touched, touch } = useTouched();
  const options = useOptions({ viewId: view.id });
  const { id, blocks } = view;
  const surface = useMemo<Surface>(
    () => ({
      touched,
      options,
      touch: (blockId, actionId, value) => {
        touch(blockId, actionId, value);
        onTouch?.(blockId);
      },
      act: async (blockId, actionId, value) => {
        // The state of this moment: what was just touched has not reached `values` yet.
        const now = isField(value) ? withValue(values, blockId, actionId, value) : values;
        await act({
          type: "viewAction",
          viewId: id,
          blockId,
          actionId,
          value,
          values: valuesShown(now, blocks),
        });
      },
    }),
    [act, touched, touch, options, onTouch, values, id, blocks],
  );
  return { surface, values: valuesShown(values, blocks) };
}
