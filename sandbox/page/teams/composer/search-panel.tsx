import { useEffect, useId, useRef, useState } from "react";
import type { FoundRecord, TeamsSnapshot } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { CloseIcon } from "../../shell/icons";
import { useTeamsReader } from "../state/reader";

interface Props {
  conversationId: string;
  searches: TeamsSnapshot["searches"];
  onClose: () => void;
}

const pauseMs = 300;

/** The app's search (its message extension): what is found is sent into the conversation by a press. */
export function SearchPanel({ conversationId, searches, onClose }: Props) {
  const strings = useStrings();
  const { act } = useTeamsReader();
  const [searchId, setSearchId] = useState(searches[0]?.id ?? "");
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{
    asked: string;
    records: FoundRecord[];
    problem: string | undefined;
  }>();
  const [sharing, setSharing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const titleId = useId();
  const asked = `${searchId} ${query.trim()}`;
  const words = query.trim();

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (words === "") return;
    let current = true;
    const timer = window.setTimeout(async () => {
      const result = await act({ type: "find", searchId, query: words, conversationId });
      if (current)
        setFound({ asked: `${searchId} ${words}`, records: result.found ?? [], problem: result.problem });
    }, pauseMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [act, searchId, words, conversationId]);

  const share = async ({ tap, card }: FoundRecord) => {
    if (sharing) return;
    setSharing(true);
    const result = await act({ type: "share", conversationId, value: tap, card });
    setSharing(false);
    if (result.ok) onClose();
  };
  const records = found?.asked === asked ? found.records : undefined;
  const state =
    words === ""
      ? strings.teams.typeToFind
      : records === undefined
        ? strings.searching
        : records.length === 0
          ? (found?.problem ?? strings.noOptions)
          : `${strings.teams.found(records.length)} · ${strings.teams.share}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard wherever inside the panel the focus is.
    <div
      className="teams-popover teams-search"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
    >
      <section aria-labelledby={titleId}>
        <header className="teams-popover-head">
          <h3 id={titleId} className="teams-popover-title">
            {strings.teams.search}
          </h3>
          <button type="button" className="icon-button" aria-label={strings.close} onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        {searches.length > 1 && (
          <div className="teams-search-kinds">
            {searches.map((search) => (
              <button
                key={search.id}
                type="button"
                className="chip"
                title={search.description}
                aria-pressed={search.id === searchId}
                onClick={() => setSearchId(search.id)}
              >
                {search.title}
              </button>
            ))}
          </div>
        )}
        <input
          ref={field}
          type="search"
          autoComplete="off"
          aria-label={searches.find(({ id }) => id === searchId)?.title ?? strings.teams.searchFor}
          placeholder={searches.find(({ id }) => id === searchId)?.description ?? strings.teams.searchFor}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p className="teams-search-state" role="status">
          {state}
        </p>
        <ul className="teams-options" aria-busy={sharing}>
          {records?.map((record, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: results have no name but their place in this answer.
            <li key={index}>
              <button type="button" className="teams-option" onClick={() => void share(record)}>
                <span className="teams-option-title">{record.title}</span>
                <span className="teams-option-more">{record.text}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
