import { useEffect, useState } from "react";
import { Combobox } from "../../blocks/elements/combobox";
import { useStrings } from "../../i18n/language";
import type { Choice, ChoiceInput } from "./choice-input";

interface Props {
  input: ChoiceInput;
  search: (dataset: string, query: string) => Promise<Choice[]>;
}

const pauseMs = 250;

const matching = (choices: Choice[], query: string) => {
  const wanted = query.trim().toLocaleLowerCase();
  return choices.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
};

/** The combobox of a field in which people type to find, among what the bot answers or among the field's own choices. */
export function Typeahead({ input, search }: Props) {
  const strings = useStrings();
  const [chosen, setChosen] = useState(input.chosen);
  const [query, setQuery] = useState("");
  const [asked, setAsked] = useState(false);
  const [found, setFound] = useState<{ query: string; choices: Choice[] }>();
  const many = input.isMultiSelect;
  const { dataset } = input;

  useEffect(() => {
    if (!asked || dataset === undefined) return;
    let current = true;
    const timer = window.setTimeout(
      () =>
        void search(dataset, query.trim()).then((choices) => {
          if (current) setFound({ query, choices });
        }),
      query === "" ? 0 : pauseMs,
    );
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [asked, dataset, query, search]);

  const choose = (next: Choice[]) => {
    setChosen(next);
    input.choose(next);
  };
  const waiting = dataset !== undefined && found?.query !== query;
  const options =
    dataset === undefined ? matching(input.fixed, query) : waiting ? [] : (found?.choices ?? []);
  const label = input.label ?? input.placeholder ?? strings.teams.choose;
  return (
    <>
      {many && chosen.length > 0 && (
        <span className="chips">
          {chosen.map((choice) => (
            <button
              key={choice.value}
              type="button"
              className="chip"
              aria-label={strings.remove(choice.title)}
              onClick={() => choose(chosen.filter(({ value }) => value !== choice.value))}
            >
              {choice.title} <span aria-hidden="true">×</span>
            </button>
          ))}
        </span>
      )}
      <Combobox
        inputId={undefined}
        label={label}
        describedBy={undefined}
        invalid={input.place?.getAttribute("aria-invalid") === "true"}
        required={input.isRequired}
        placeholder={input.placeholder ?? strings.typeToSearch}
        shown={many ? "" : (chosen[0]?.title ?? "")}
        query={query}
        onQuery={(next) => {
          setAsked(true);
          setQuery(next);
        }}
        options={options.map(({ title, value }) => ({ text: title, value }))}
        isChosen={(option) => chosen.some(({ value }) => value === option.value)}
        note={waiting ? strings.searching : strings.noOptions}
        onChoose={({ text, value }) => {
          const others = many ? chosen.filter((choice) => choice.value !== value) : [];
          const again = many && others.length < chosen.length;
          choose(again ? others : [...others, { title: text, value }]);
        }}
        onErase={() => choose(chosen.slice(0, -1))}
        many={many}
      />
    </>
  );
}
