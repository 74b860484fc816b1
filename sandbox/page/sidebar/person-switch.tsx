import { useEffect, useId, useRef, useState } from "react";
import { languageName, languageOf, useStrings } from "../i18n/language";
import { ChevronIcon } from "../shell/icons";
import { Avatar, type Face } from "./avatar";

/** Somebody whom the page can act as. */
export interface Person extends Face {
  id: string;
  title: string;
  locale: string;
}

interface Props<P extends Person> {
  me: P;
  people: P[];
  hrefTo: (person: P) => string;
  onChoose: (person: P) => void;
}

function Lines({ member }: { member: Person }) {
  const language = languageOf(member.locale);
  return (
    <span className="person-lines">
      <span className="person-first">
        <span className="person-name">{member.name}</span>
        <span className="person-language" lang={language}>
          {languageName[language]}
        </span>
      </span>
      <span className="person-title">{member.title}</span>
    </span>
  );
}

/** Who the page acts as. The people are links, so one of them can be opened in a tab of its own. */
export function PersonSwitch<P extends Person>({ me, people, hrefTo, onChoose }: Props<P>) {
  const strings = useStrings();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[aria-current]")?.focus();
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard wherever inside the switch the focus is.
    <div
      className="person-switch"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className="person-button"
        aria-label={`${strings.switchPerson}. ${strings.actingAs} ${me.name}, ${me.title}`}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        <Avatar member={me} />
        <Lines member={me} />
        <ChevronIcon />
      </button>
      {open && (
        <nav className="person-list" id={listId} aria-label={strings.people}>
          <p className="person-list-title">{strings.people}</p>
          {people.map((member) => (
            <a
              key={member.id}
              className="person-item"
              href={hrefTo(member)}
              aria-current={member.id === me.id ? "true" : undefined}
              onClick={(event) => {
                // A press that asks for a new tab is the browser's to answer.
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                setOpen(false);
                if (member.id !== me.id) onChoose(member);
              }}
            >
              <Avatar member={member} />
              <Lines member={member} />
            </a>
          ))}
        </nav>
      )}
    </div>
  );
}
