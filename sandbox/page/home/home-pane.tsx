import { useEffect } from "react";
import type { View } from "../../protocol";
import { BlockList } from "../blocks/block-list";
import { SurfaceContext } from "../blocks/surface";
import { useStrings } from "../i18n/language";
import { useReader } from "../state/reader";
import { useViewSurface } from "../state/surfaces";

function HomeView({ view }: { view: View }) {
  const { surface } = useViewSurface(view);
  return (
    <SurfaceContext value={surface}>
      <BlockList blocks={view.blocks} />
    </SurfaceContext>
  );
}

export function HomePane({ view }: { view: View | null }) {
  const strings = useStrings();
  const { act } = useReader();
  useEffect(() => {
    void act({ type: "openHome" });
  }, [act]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll what it cannot click.
    <section className="home" aria-label={strings.home} tabIndex={0}>
      <div className="home-sheet">
        {view ? <HomeView view={view} /> : <p className="quiet">{strings.homeEmpty}</p>}
      </div>
    </section>
  );
}
