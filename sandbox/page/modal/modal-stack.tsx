import type { View } from "../../protocol";
import { useReader } from "../state/reader";
import { Dialog } from "./dialog";
import { ModalView } from "./modal-view";

/** All the views of the stack stay mounted, so that going back finds what was typed; only the top one is shown. */
export function ModalStack({ views }: { views: View[] }) {
  const { act } = useReader();
  const top = views.at(-1);
  if (!top) return null;
  return (
    <Dialog focusKey={top.id} onEscape={() => void act({ type: "closeView", viewId: top.id })}>
      {(titleId) =>
        views.map((view) => {
          const isTop = view === top;
          return (
            <ModalView
              key={view.id}
              view={view}
              isTop={isTop}
              titleId={isTop ? titleId : `${titleId}${view.id}`}
            />
          );
        })
      }
    </Dialog>
  );
}
