import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import type { View } from "../../protocol";
import { BlockList } from "../blocks/block-list";
import { SurfaceContext } from "../blocks/surface";
import { useStrings } from "../i18n/language";
import { CloseIcon } from "../shell/icons";
import { missingFields } from "../state/missing";
import { useReader } from "../state/reader";
import { useViewSurface } from "../state/surfaces";

interface Props {
  view: View;
  isTop: boolean;
  titleId: string;
}

/** The errors of the last submission, each until its field is touched again. */
function useErrors(view: View) {
  const [errors, setErrors] = useState(view.errors);
  const sent = JSON.stringify(view.errors);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same errors sent again in a new object are not news.
  useEffect(() => setErrors(view.errors), [sent]);
  const forget = useCallback((blockId: string) => {
    setErrors((before) => {
      if (!(blockId in before)) return before;
      const { [blockId]: _gone, ...rest } = before;
      return rest;
    });
  }, []);
  return { errors, setErrors, forget };
}

export function ModalView({ view, isTop, titleId }: Props) {
  const strings = useStrings();
  const { act } = useReader();
  const form = useRef<HTMLFormElement>(null);
  const { errors, setErrors, forget } = useErrors(view);
  const { surface, values } = useViewSurface(view, forget);
  const [submitting, setSubmitting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [refused, setRefused] = useState(0);

  useEffect(() => {
    if (refused === 0) return;
    const field = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    field?.focus({ preventScroll: true });
    field?.closest(".input-block")?.scrollIntoView({ block: "center" });
  }, [refused]);

  const refuse = (by: Record<string, string>) => {
    setErrors(by);
    setRefused((count) => count + 1);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (submitting) return;
    const missing = missingFields(view.blocks, values);
    if (missing.length > 0) {
      refuse(Object.fromEntries(missing.map((blockId) => [blockId, strings.requiredField])));
      return;
    }
    setSubmitting(true);
    setProblem(undefined);
    const result = await act({ type: "submitView", viewId: view.id, values });
    setSubmitting(false);
    if (result.errors && Object.keys(result.errors).length > 0) {
      refuse(result.errors);
    } else if (!result.ok && result.problem === undefined) setProblem(strings.dialogFailed);
  };
  const close = () => void act({ type: "closeView", viewId: view.id });

  return (
    <form
      ref={form}
      className={isTop ? "dialog-view dialog-top" : "dialog-view"}
      hidden={!isTop}
      noValidate
      aria-busy={submitting}
      onSubmit={(event) => void submit(event)}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{view.title}</h2>
        <button type="button" className="icon-button" aria-label={strings.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        <SurfaceContext value={surface}>
          <BlockList blocks={view.blocks} errors={errors} />
        </SurfaceContext>
      </div>
      {problem !== undefined && (
        <p className="dialog-problem" role="alert">
          {problem}
        </p>
      )}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          {view.close ?? strings.cancel}
        </button>
        {view.submit !== undefined && (
          <button
            type="submit"
            className="button button-primary"
            aria-disabled={submitting}
            aria-busy={submitting}
          >
            <span className="button-words">{view.submit}</span>
            {submitting && <span className="spinner" role="status" aria-label={strings.working} />}
          </button>
        )}
      </footer>
    </form>
  );
}
